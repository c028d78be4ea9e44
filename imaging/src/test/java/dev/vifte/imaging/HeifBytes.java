package dev.vifte.imaging;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Boxes of HEIF files made in code: enough of them to tell what a picture is, no pixels.
final class HeifBytes {
  private HeifBytes() {}

  static byte[] box(String type, byte[]... content) {
    byte[] all = join(content);
    byte[] head = ByteBuffer.allocate(8).putInt(all.length + 8).put(text(type)).array();
    return join(head, all);
  }

  /// A box with a version and flags.
  static byte[] full(String type, int version, byte[]... content) {
    return box(type, numbers(version << 24), join(content));
  }

  static byte[] numbers(int... numbers) {
    ByteBuffer all = ByteBuffer.allocate(numbers.length * 4);
    for (int number : numbers) {
      all.putInt(number);
    }
    return all.array();
  }

  static byte[] shorts(int... numbers) {
    ByteBuffer all = ByteBuffer.allocate(numbers.length * 2);
    for (int number : numbers) {
      all.putShort((short) number);
    }
    return all.array();
  }

  static byte[] bytes(int... numbers) {
    byte[] all = new byte[numbers.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) numbers[i];
    }
    return all;
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] size(int width, int height) {
    return full("ispe", 0, numbers(width, height));
  }

  /// A HEIC of one item that has all the properties, in order.
  static byte[] heic(byte[]... properties) {
    int[] links = new int[properties.length];
    for (int i = 0; i < links.length; i++) {
      links[i] = i + 1;
    }
    byte[] association = join(numbers(1), shorts(1), bytes(links.length), bytes(links));
    return file(
        full("pitm", 0, shorts(1)),
        box("iprp", box("ipco", properties), full("ipma", 0, association)));
  }

  static byte[] file(byte[]... meta) {
    return join(box("ftyp", text("heic\0\0\0\0mif1heic")), full("meta", 0, meta));
  }
}
