package dev.vifte.workers.csv;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Whether blocks of bytes, one behind the other, are UTF-8.
final class Utf8Check {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final CharBuffer chars = CharBuffer.allocate(1 << 14);
  private ByteBuffer rest = ByteBuffer.allocate(0);
  private boolean valid = true;

  void add(byte[] block) {
    if (!valid) {
      return;
    }
    var joined = ByteBuffer.allocate(rest.remaining() + block.length).put(rest).put(block).flip();
    var result = decoder.decode(joined, chars.clear(), false);
    while (result.isOverflow()) {
      result = decoder.decode(joined, chars.clear(), false);
    }
    valid = !result.isError();
    rest = joined;
  }

  /// To be asked at the end: a character cut off there is none.
  boolean isValid() {
    return valid && !rest.hasRemaining();
  }
}
