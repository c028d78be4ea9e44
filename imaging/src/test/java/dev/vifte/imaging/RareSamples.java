package dev.vifte.imaging;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Pictures of kinds that Image I/O cannot write.
final class RareSamples {
  private RareSamples() {}

  static byte[] interlaced(BufferedImage picture) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      writer.write(null, new IIOImage(picture, null, null), param);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /// 16 bits a channel: red rises to the right, green downwards, blue is half.
  static byte[] png16(int width, int height) {
    ByteBuffer rows = ByteBuffer.allocate(height * (1 + width * 6));
    for (int y = 0; y < height; y++) {
      rows.put((byte) 0);
      for (int x = 0; x < width; x++) {
        rows.putShort((short) (65_535L * x / width)).putShort((short) (65_535L * y / height));
        rows.putShort((short) 0x8000);
      }
    }
    return Samples.png(Samples.ihdr(width, height, 16, 2), Samples.deflate(rows.array()));
  }

  /// A flat lossless WebP (RFC 9649): five prefix codes of one symbol each, so a pixel takes no
  /// bits at all.
  static byte[] webp(int width, int height) {
    var bits = new Bits();
    bits.put(0x2f, 8).put(width - 1, 14).put(height - 1, 14).put(0, 4).put(0, 3);
    int[] greenRedBlueAlphaDistance = {150, 200, 100, 255, 0};
    for (int symbol : greenRedBlueAlphaDistance) {
      bits.put(0b101, 3).put(symbol, 8);
    }
    return riff("VP8L", bits.bytes());
  }

  static byte[] riff(String type, byte[] content) {
    int padded = content.length + (content.length & 1);
    ByteBuffer file = ByteBuffer.allocate(20 + padded).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(12 + padded);
    file.put(("WEBP" + type).getBytes(StandardCharsets.ISO_8859_1)).putInt(content.length);
    return file.put(content).array();
  }

  /// A flat Photoshop document, 8 bit RGB, uncompressed: (200, 150, 100) everywhere.
  static byte[] psd(int width, int height) {
    int plane = width * height;
    ByteBuffer file = ByteBuffer.allocate(26 + 12 + 2 + 3 * plane);
    file.put("8BPS\0\1\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) 3);
    file.putInt(height).putInt(width).putShort((short) 8).putShort((short) 3);
    file.putInt(0).putInt(0).putInt(0).putShort((short) 0);
    for (int value : new int[] {200, 150, 100}) {
      byte[] samples = new byte[plane];
      Arrays.fill(samples, (byte) value);
      file.put(samples);
    }
    return file.array();
  }

  /// A BMP of 32 bits a pixel, uncompressed and black.
  static byte[] bmp32(int width, int height) {
    int pixels = 4 * width * height;
    ByteBuffer file = bmpHeader(54 + pixels, width, height);
    file.putShort(28, (short) 32).putInt(34, pixels);
    return bytes(file);
  }

  /// A BMP around something of another compression, `inside` bytes of it by its header.
  static byte[] bmpAround(int compression, int inside) {
    return bytes(bmpHeader(60, 8, 8).putInt(30, compression).putInt(34, inside));
  }

  private static byte[] bytes(ByteBuffer file) {
    byte[] bytes = new byte[file.capacity()];
    file.get(0, bytes);
    return bytes;
  }

  private static ByteBuffer bmpHeader(int length, int width, int height) {
    ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(length).putInt(0).putInt(54).putInt(40);
    return file.putInt(width).putInt(height).putShort((short) 1);
  }

  /// The content of Adobe's JPEG block: version 100, no flags, and how colours are transformed.
  static byte[] adobe(int transform) {
    return new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
  }

  /// A JPEG without a JFIF block whose three components are called R, G and B.
  static byte[] renamed(byte[] jpeg) {
    int jfifEnd = 4 + (jpeg[4] & 0xff) * 256 + (jpeg[5] & 0xff);
    byte[] bare = Arrays.copyOfRange(jpeg, jfifEnd - 2, jpeg.length);
    bare[0] = (byte) 0xff;
    bare[1] = (byte) 0xd8;
    for (int i = 0; i + 17 < bare.length; i++) {
      boolean frame = bare[i] == (byte) 0xff && bare[i + 1] == (byte) 0xc0;
      boolean scan = bare[i] == (byte) 0xff && bare[i + 1] == (byte) 0xda;
      for (int c = 0; c < 3 && (frame || scan); c++) {
        bare[i + (frame ? 10 + 3 * c : 5 + 2 * c)] = (byte) "RGB".charAt(c);
      }
    }
    return bare;
  }

  /// Where the last start-of-scan marker is.
  static int lastScan(byte[] jpeg) {
    int found = 0;
    for (int i = 0; i + 1 < jpeg.length; i++) {
      found = (jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xda ? i : found;
    }
    return found;
  }

  /// A TIFF whose next page is its first.
  static byte[] loopedTiff(int width, int height) {
    byte[] tiff = Samples.encode(Samples.photo(width, height), "tiff");
    ByteBuffer bytes = ByteBuffer.wrap(tiff);
    bytes.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = bytes.getInt(4);
    bytes.putInt(directory + 2 + 12 * bytes.getShort(directory), directory);
    return tiff;
  }

  /// One gray pixel, and where its profile is: the numbers of a tag of type 7.
  static byte[] bigTiff(long profileAt, long profileLength) {
    long[][] tags = {
      {256, 16, 1, 1},
      {257, 16, 1, 1},
      {258, 16, 1, 8},
      {262, 16, 1, 1},
      {273, 16, 1, 0},
      {278, 16, 1, 1},
      {279, 16, 1, 1},
      {TiffDirectory.ICC, 7, profileLength, profileAt}
    };
    ByteBuffer file = ByteBuffer.allocate(16 + 8 + 20 * tags.length + 8);
    file.put((byte) 'M')
        .put((byte) 'M')
        .putShort((short) 43)
        .putShort((short) 8)
        .putShort((short) 0);
    file.putLong(16).putLong(tags.length);
    for (long[] tag : tags) {
      file.putShort((short) tag[0]).putShort((short) tag[1]).putLong(tag[2]).putLong(tag[3]);
    }
    return file.array();
  }

  /// The bytes, standing at a tag of the first directory.
  static ByteBuffer tag(byte[] tiff, int id) {
    ByteBuffer bytes = ByteBuffer.wrap(tiff);
    bytes.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int entry = bytes.getInt(4) + 2;
    while (bytes.getShort(entry) != id) {
      entry += 12;
    }
    return bytes.position(entry);
  }

  private static final class Bits {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int held;
    private int count;

    Bits put(int value, int bits) {
      for (int i = 0; i < bits; i++) {
        held |= (value >> i & 1) << count++;
        if (count == 8) {
          flush();
        }
      }
      return this;
    }

    byte[] bytes() {
      flush();
      return out.toByteArray();
    }

    private void flush() {
      out.write(held);
      held = 0;
      count = 0;
    }
  }
}
