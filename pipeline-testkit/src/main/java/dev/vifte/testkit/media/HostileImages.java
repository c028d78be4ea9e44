package dev.vifte.testkit.media;

import dev.vifte.testkit.media.Media.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Pictures that lie about themselves or cost far more than they weigh.
public final class HostileImages {
  private static final int JPEG_START_OF_SCAN = 0xDA;
  private static final int JPEG_END = 2;
  private static final int MIB = 1 << 20;

  private HostileImages() {}

  static List<Sample> all() {
    return List.of(
        hugeJpeg(),
        jpeg("zero-height.jpg", sized(Media.jpeg(64, 48).bytes(), 64, 0)),
        manyScans(1000),
        jpeg("truncated.jpg", Media.truncated(Media.jpeg(320, 240).bytes(), 0.5)),
        exifLoop(),
        exifCount(),
        jpeg("zip-tail.jpg", withZipTail()),
        jpeg("html-tail.jpg", withHtmlTail()),
        hugePng(),
        png("truncated.png", Media.truncated(Media.png(320, 240).bytes(), 0.5)),
        pngTextBomb(256),
        pngProfileBomb(64),
        hugeGif(),
        hugeBmp(),
        largestWebp());
  }

  private static Sample jpeg(String name, byte[] bytes) {
    return new Sample(name, "image/jpeg", bytes);
  }

  private static Sample png(String name, byte[] bytes) {
    return new Sample(name, "image/png", bytes);
  }

  /// 64 x 48 pixels of data under a header that says 65,500 x 65,500.
  public static Sample hugeJpeg() {
    return jpeg("header-65500.jpg", sized(Media.jpeg(64, 48).bytes(), 65500, 65500));
  }

  /// Changes what the frame header says.
  private static byte[] sized(byte[] jpeg, int width, int height) {
    int frame = 2;
    while ((jpeg[frame + 1] & 255) != 0xC0) {
      frame = segmentEnd(jpeg, frame);
    }
    byte[] size = new Bytes().u16(height).u16(width).toArray();
    System.arraycopy(size, 0, jpeg, frame + 5, size.length);
    return jpeg;
  }

  private static int segmentEnd(byte[] jpeg, int segment) {
    return segment + 2 + (jpeg[segment + 2] & 255) * 256 + (jpeg[segment + 3] & 255);
  }

  /// A progressive picture of 2048 x 2048 whose last scan comes `scans` times: each makes a decoder
  /// walk over all its coefficients again, and costs a fraction of that in bytes.
  public static Sample manyScans(int scans) {
    byte[] once = Media.jpeg(2048, 2048).unmarked().gray().quality(0.05).progressive().bytes();
    int end = once.length - JPEG_END;
    int last = end;
    while ((once[last] & 255) != 0xFF || (once[last + 1] & 255) != JPEG_START_OF_SCAN) {
      last--;
    }
    var file = new Bytes().add(once, 0, last);
    for (int scan = 0; scan < scans; scan++) {
      file.add(once, last, end);
    }
    return jpeg("%d-scans.jpg".formatted(scans), file.add(once, end, once.length).toArray());
  }

  /// EXIF directory 0 says that the next directory is itself.
  public static Sample exifLoop() {
    byte[] directory = Ifd.EMPTY.text(0x010F, "Vifte").u16(0x0112, 1).write(8, 8);
    return jpeg("exif-loop.jpg", withTiff(Exif.header().add(directory).toArray()));
  }

  /// The maker's name claims to be 2 GiB long, and the user comment four.
  public static Sample exifCount() {
    Ifd directory = Ifd.EMPTY.claim(0x010F, Integer.MAX_VALUE, 8).claim(0x9286, -1, 8);
    byte[] tiff = Exif.header().add(directory.write(8, 0)).toArray();
    return jpeg("exif-count.jpg", withTiff(tiff));
  }

  private static byte[] withTiff(byte[] tiff) {
    return Media.jpeg(64, 48).label(Labels.exif(tiff)).bytes();
  }

  private static byte[] withZipTail() {
    var zip = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(zip)) {
      var entry = new ZipEntry("run.txt");
      entry.setTime(0);
      out.putNextEntry(entry);
      out.write("a picture and an archive in one file".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Bytes().add(Media.jpeg(64, 48).bytes()).add(zip.toByteArray()).toArray();
  }

  private static byte[] withHtmlTail() {
    return new Bytes()
        .add(Media.jpeg(64, 48).bytes())
        .text("<html><script>alert(document.domain)</script></html>")
        .toArray();
  }

  /// One row of data under a header that says 60,000 x 60,000.
  public static Sample hugePng() {
    byte[] row = deflated(new byte[1], 180_001);
    return png("header-60000.png", pngEnd(Png.header(60_000, 60_000), row));
  }

  private static byte[] pngEnd(Bytes start, byte[] compressedRows) {
    return start
        .add(Png.chunk("IDAT", compressedRows))
        .add(Png.chunk("IEND", new byte[0]))
        .toArray();
  }

  /// A 64 x 48 picture whose comment (zTXt) unpacks to `mebibytes` of zeros: about a thousandth of
  /// that on disk.
  public static Sample pngTextBomb(int mebibytes) {
    return png("text-bomb.png", pngWith("zTXt", "Comment\0\0", mebibytes));
  }

  /// The same in its colour profile (iCCP).
  public static Sample pngProfileBomb(int mebibytes) {
    return png("profile-bomb.png", pngWith("iCCP", "bomb\0\0", mebibytes));
  }

  private static byte[] pngWith(String chunk, String start, int mebibytes) {
    byte[] picture = Media.png(64, 48).bytes();
    byte[] packed = deflated(new byte[MIB], (long) mebibytes * MIB);
    return new Bytes()
        .add(picture, 0, Png.AFTER_HEADER)
        .add(Png.chunk(chunk, new Bytes().text(start).add(packed).toArray()))
        .add(picture, Png.AFTER_HEADER, picture.length)
        .toArray();
  }

  /// `block` again and again until there are `total` bytes, never held at once.
  static byte[] deflated(byte[] block, long total) {
    var packed = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(packed)) {
      for (long left = total; left > 0; left -= block.length) {
        out.write(block, 0, (int) Math.min(left, block.length));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /// A frame of 16 x 16 on a screen that claims 65,535 x 65,535.
  public static Sample hugeGif() {
    byte[] gif = Media.gif(16, 16).bytes();
    byte[] size = {(byte) 255, (byte) 255, (byte) 255, (byte) 255};
    System.arraycopy(size, 0, gif, 6, size.length);
    return new Sample("screen-65535.gif", "image/gif", gif);
  }

  /// A header that claims a width of 2,147,483,647 and a negative height of the same size.
  public static Sample hugeBmp() {
    byte[] bmp = Media.bmp(16, 16).bytes();
    byte[] size = new Bytes().u32le(Integer.MAX_VALUE).u32le(-Integer.MAX_VALUE).toArray();
    System.arraycopy(size, 0, bmp, 18, size.length);
    return new Sample("width-2147483647.bmp", "image/bmp", bmp);
  }

  /// A correct picture of 16,384 x 16,384 pixels in about 40 bytes: a gigabyte once decoded.
  public static Sample largestWebp() {
    return new Sample("flat-16384.webp", "image/webp", Media.webp(16384, 16384).bytes());
  }
}
