package dev.vifte.workers.metadata;

import dev.vifte.workers.metadata.Blocks.Kind;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/// Walks Photoshop's image resources, which hold IPTC and other blocks. Layout: Adobe Photoshop
/// File Formats Specification, "Image Resource Blocks".
final class PhotoshopBlocks {
  /// The most that is read of all resources together.
  static final int MAX_BYTES = 4 << 20;

  private static final int IPTC = 1028;
  private static final int ICC = 1039;
  private static final int EXIF = 1058;
  private static final int XMP = 1060;
  private static final int HEAD = 12;

  private PhotoshopBlocks() {}

  static void read(byte[] resources, Blocks blocks) {
    var in = ByteBuffer.wrap(resources);
    try {
      while (in.remaining() >= HEAD) {
        in.getInt();
        int id = in.getShort() & 0xFFFF;
        int nameLength = in.get() & 0xFF;
        skip(in, nameLength + 1 - nameLength % 2);
        resource(id, in, blocks);
      }
    } catch (BufferUnderflowException e) {
      blocks.warn("the Photoshop resources end too early");
    }
  }

  private static void resource(int id, ByteBuffer in, Blocks blocks) {
    long length = in.getInt() & 0xFFFFFFFFL;
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] data = new byte[(int) length];
    in.get(data);
    if (length % 2 == 1 && in.hasRemaining()) {
      in.get();
    }
    switch (id) {
      case IPTC -> blocks.add(Kind.IPTC, data);
      case ICC -> blocks.add(Kind.ICC, data);
      case EXIF -> blocks.add(Kind.EXIF, data);
      case XMP -> blocks.add(Kind.XMP, data);
      default -> {}
    }
  }

  private static void skip(ByteBuffer in, int bytes) {
    if (bytes > in.remaining()) {
      throw new BufferUnderflowException();
    }
    in.position(in.position() + bytes);
  }
}
