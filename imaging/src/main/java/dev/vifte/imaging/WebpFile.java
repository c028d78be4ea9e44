package dev.vifte.imaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A WebP: the still, or the first frame of an animation on its canvas. The reader is handed a new
/// container with that one bitstream and its alpha, never metadata or further frames.
///
/// @param profile where the ICC chunk is; length 0 without
record WebpFile(ImageHeader header, Frame first, Range profile) implements RowFile {
  /// The reader looks ahead, and at the end of its input that costs it an exception a pixel.
  private static final int LOOKAHEAD = 64;

  /// One bitstream.
  ///
  /// @param lossless VP8L, else VP8
  record Bits(Range range, boolean lossless, int width, int height) {
    boolean isEmpty() {
      return width == 0 || height == 0;
    }
  }

  /// The frame as the file describes it.
  ///
  /// @param alpha the ALPH chunk beside a VP8 bitstream; length 0 without
  /// @param transparent whether any pixel may be
  record Frame(Bits bits, Range alpha, int left, int top, boolean transparent) {
    static final Frame NONE =
        new Frame(new Bits(new Range(0, 0), false, 0, 0), new Range(0, 0), 0, 0, false);

    Frame withAlpha(Range range) {
      return bits.isEmpty() ? new Frame(bits, range, left, top, true) : this;
    }

    Frame withBits(Bits found, boolean used) {
      return new Frame(found, alpha, left, top, transparent || used);
    }

    Frame at(int newLeft, int newTop) {
      return new Frame(bits, alpha, newLeft, newTop, transparent);
    }
  }

  @Override
  public Optional<byte[]> profile(byte[] file) {
    boolean usable = profile.length() > 0 && profile.length() <= MAX_PROFILE_BYTES;
    return usable ? Optional.of(profile.of(file)) : Optional.empty();
  }

  @Override
  public void decode(Decoding decoding, RowSink rows) throws IOException {
    if (first.bits().range().end() > decoding.file().length) {
      throw ImageRefused.truncated(ImageFormat.WEBP);
    }
    if (isStill() && decoding.accelerator().improves(ImageFormat.WEBP)) {
      NativeRows.push(header, decoding, rows);
      return;
    }
    var source = new Readers.Source(ImageFormat.WEBP, still(decoding.file()), decoding.deadline());
    new Placed(header, first.left(), first.top())
        .push(Readers.first(source), decoding.deadline(), rows);
  }

  private boolean isStill() {
    return header.frames() == 1
        && first.bits().width() == header.width()
        && first.bits().height() == header.height();
  }

  private Splice still(byte[] file) {
    Splice chunks = new Splice().add(word("WEBP"));
    boolean extended = first.alpha().length() > 0 && !first.bits().lossless();
    if (extended) {
      chunks.add(extendedHeader());
      chunk(chunks, "ALPH", first.alpha(), file);
    }
    chunk(chunks, first.bits().lossless() ? "VP8L" : "VP8 ", first.bits().range(), file);
    return new Splice().add(start("RIFF", chunks.length())).add(chunks).add(new byte[LOOKAHEAD]);
  }

  private byte[] extendedHeader() {
    ByteBuffer chunk = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN);
    chunk.put(start("VP8X", 10)).putInt(0x10);
    int width = first.bits().width() - 1;
    int height = first.bits().height() - 1;
    chunk.putShort((short) width).put((byte) (width >> 16));
    chunk.putShort((short) height).put((byte) (height >> 16));
    return chunk.array();
  }

  private static void chunk(Splice to, String type, Range content, byte[] file) {
    to.add(start(type, content.length())).add(file, content);
    if ((content.length() & 1) == 1) {
      to.add((byte) 0);
    }
  }

  private static byte[] start(String type, long length) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(word(type))
        .putInt((int) length)
        .array();
  }

  private static byte[] word(String word) {
    return word.getBytes(StandardCharsets.ISO_8859_1);
  }
}
