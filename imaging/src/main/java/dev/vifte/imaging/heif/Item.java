package dev.vifte.imaging.heif;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;

/// A block of metadata and where its parts lie, in order.
public record Item(Kind kind, List<Stretch> parts) {
  /// What a block holds.
  public enum Kind {
    /// A TIFF behind the four bytes that say how far behind them it begins.
    EXIF,
    XMP,
    /// The profile of the primary picture.
    ICC
  }

  public Item {
    parts = List.copyOf(parts);
  }

  /// How many bytes [#read] takes: judge it first, the file may have made it up.
  public long length() {
    return parts.stream().mapToLong(Stretch::length).reduce(0, Item::sum);
  }

  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  /// Its content; of EXIF the TIFF. Does not move the file's position.
  ///
  /// @throws EOFException when a part lies behind the end of the file
  /// @throws HeifDamaged when it does not hold what it should
  public byte[] read(FileChannel file) throws IOException {
    byte[] content = new byte[Math.toIntExact(length())];
    ByteBuffer all = ByteBuffer.wrap(content);
    for (Stretch part : parts) {
      ByteBuffer into = all.slice(all.position(), (int) part.length());
      while (into.hasRemaining()) {
        if (file.read(into, part.start() + into.position()) < 0) {
          throw new EOFException("the file ends too early");
        }
      }
      all.position(all.position() + into.limit());
    }
    return kind == Kind.EXIF ? tiff(content) : content;
  }

  private static byte[] tiff(byte[] block) throws HeifDamaged {
    long start =
        block.length < 4 ? Long.MAX_VALUE : 4 + (ByteBuffer.wrap(block).getInt() & 0xffff_ffffL);
    if (start > block.length) {
      throw new HeifDamaged("its EXIF block does not hold a TIFF");
    }
    return Arrays.copyOfRange(block, (int) start, block.length);
  }
}
