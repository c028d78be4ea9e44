package dev.vifte.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/// The window as characters, when it is text: UTF-16 with a byte order mark, UTF-8, or else
/// Latin-1, and no control characters but tab, line ends and form feed.
///
/// @param cut whether the file goes on behind the window
record PlainText(String text, boolean cut) {
  static Optional<PlainText> decode(byte[] head) {
    if (head.length == 0) {
      return Optional.empty();
    }
    boolean cut = head.length >= Sniffer.WINDOW;
    return chars(head, cut)
        .map(text -> text.startsWith("\uFEFF") ? text.substring(1) : text)
        .filter(text -> text.chars().noneMatch(PlainText::isBinary))
        .map(text -> new PlainText(text, cut));
  }

  private static Optional<String> chars(byte[] head, boolean cut) {
    if (startsWith(head, 0xFF, 0xFE)) {
      return chars(head, UTF_16LE, cut);
    }
    if (startsWith(head, 0xFE, 0xFF)) {
      return chars(head, UTF_16BE, cut);
    }
    return chars(head, UTF_8, cut).or(() -> Optional.of(new String(head, ISO_8859_1)));
  }

  /// Strict, except for a character that the end of the window cuts in two.
  private static Optional<String> chars(byte[] head, Charset charset, boolean cut) {
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer out = CharBuffer.allocate(head.length);
    return decoder.decode(ByteBuffer.wrap(head), out, !cut).isError()
        ? Optional.empty()
        : Optional.of(out.flip().toString());
  }

  private static boolean startsWith(byte[] head, int first, int second) {
    return head.length >= 2 && head[0] == (byte) first && head[1] == (byte) second;
  }

  private static boolean isBinary(int c) {
    return (c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F;
  }
}
