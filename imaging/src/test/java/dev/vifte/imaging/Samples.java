package dev.vifte.imaging;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Pictures made in code.
final class Samples {
  private Samples() {}

  /// Soft shapes, edges and some grain: like a photograph, and the same every time.
  static BufferedImage photo(int width, int height, int type) {
    BufferedImage picture = new BufferedImage(width, height, type);
    Random grain = new Random(7);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double wave = Math.sin(x * 14.0 / width) * Math.cos(y * 11.0 / height);
        boolean disc = Math.hypot(x - width * 0.3, y - height * 0.4) < height * 0.2;
        int base = (int) (110 + 70 * wave) + (disc ? 50 : 0) + grain.nextInt(12);
        int red = clamp(base + 40 * x / width);
        int green = clamp(base);
        int blue = clamp(255 - base + 30 * y / height);
        int alpha = 255 * x / Math.max(1, width - 1);
        picture.setRGB(x, y, alpha << 24 | red << 16 | green << 8 | blue);
      }
    }
    return picture;
  }

  static BufferedImage photo(int width, int height) {
    return photo(width, height, BufferedImage.TYPE_INT_RGB);
  }

  private static int clamp(int value) {
    return Math.clamp(value, 0, 255);
  }

  static byte[] encode(BufferedImage picture, String format) {
    var bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(picture, format, bytes)) {
        throw new IllegalStateException("no writer of " + format);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return bytes.toByteArray();
  }

  static byte[] jpeg(int width, int height) {
    return jpeg(photo(width, height), false);
  }

  static byte[] jpeg(BufferedImage picture, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0.95f);
      param.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.write(null, new IIOImage(picture, null, null), param);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  static byte[] png(int width, int height) {
    return encode(photo(width, height), "png");
  }

  /// A JPEG with a segment put in after its start.
  static byte[] withSegment(byte[] jpeg, int code, byte[] content) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + content.length + 4);
    out.put(jpeg, 0, 2).put((byte) 0xff).put((byte) code).putShort((short) (content.length + 2));
    return out.put(content).put(jpeg, 2, jpeg.length - 2).array();
  }

  /// An EXIF block with only an orientation.
  static byte[] exif(int orientation) {
    ByteBuffer block = ByteBuffer.allocate(32);
    block.put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) 1);
    block.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return block.array();
  }

  static byte[] turned(byte[] jpeg, int orientation) {
    return withSegment(jpeg, 0xe1, exif(orientation));
  }

  /// A PNG with a chunk put in after its header.
  static byte[] withChunk(byte[] png, String type, byte[] content) {
    int head = 33;
    byte[] chunk = chunk(type, content);
    return ByteBuffer.allocate(png.length + chunk.length)
        .put(png, 0, head)
        .put(chunk)
        .put(png, head, png.length - head)
        .array();
  }

  static byte[] chunk(String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    return ByteBuffer.allocate(content.length + 12)
        .putInt(content.length)
        .put(name)
        .put(content)
        .putInt((int) crc.getValue())
        .array();
  }

  /// A PNG with this header whatever its data.
  static byte[] pngHeader(int width, int height, int depth, int type) {
    return png(ihdr(width, height, depth, type), deflate(new byte[64]));
  }

  static byte[] ihdr(int width, int height, int depth, int type) {
    ByteBuffer head = ByteBuffer.allocate(13).putInt(width).putInt(height);
    return head.put((byte) depth).put((byte) type).array();
  }

  static byte[] png(byte[] ihdr, byte[] idat) {
    var file = new ByteArrayOutputStream();
    file.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
    file.writeBytes(chunk("IHDR", ihdr));
    file.writeBytes(chunk("IDAT", idat));
    file.writeBytes(chunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  static byte[] deflate(byte[] plain) {
    var out = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED))) {
      deflater.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  static BufferedImage decode(Rendered rendered) {
    try {
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(rendered.bytes()));
      if (picture == null) {
        throw new IllegalStateException("not a picture: " + rendered);
      }
      return picture;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
