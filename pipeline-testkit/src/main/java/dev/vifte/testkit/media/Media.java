package dev.vifte.testkit.media;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Sample media made in code, without any file or network: `Media.jpeg(640,
/// 480).rotated(6).gps(59.9, 10.7).bytes()`. Equal calls give equal bytes on the same JDK. Sizes
/// are in pixels. All types here are immutable and thread-safe.
public final class Media {
  private Media() {}

  /// A file as an uploader sends it.
  ///
  /// @param name with the ending the uploader chose, which may lie
  /// @param type the media type the uploader claims, which may lie
  /// @param bytes copied on the way in and out
  @SuppressWarnings("ArrayRecordComponent") // equality is by content, below
  public record Sample(String name, String type, byte[] bytes) {
    public Sample {
      bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Sample(var otherName, var otherType, var otherBytes)
          && name.equals(otherName)
          && type.equals(otherType)
          && Arrays.equals(bytes, otherBytes);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "%s (%s, %d bytes)".formatted(name, type, bytes.length);
    }
  }

  /// Of the upright size `width` x `height`.
  public static Jpeg jpeg(int width, int height) {
    return Jpeg.of(Picture.of(width, height));
  }

  public static Png png(int width, int height) {
    return Png.of(Picture.of(width, height));
  }

  public static Gif gif(int width, int height) {
    return Gif.of(Picture.of(width, height));
  }

  public static Bmp bmp(int width, int height) {
    return Bmp.of(Picture.of(width, height));
  }

  public static Tiff tiff(int width, int height) {
    return Tiff.of(Picture.of(width, height));
  }

  public static Webp webp(int width, int height) {
    return Webp.of(width, height);
  }

  public static Pdf pdf(int pages) {
    return Pdf.of(pages);
  }

  /// With `rows` rows under its header.
  public static Csv csv(int rows) {
    return Csv.of(rows);
  }

  /// The first part of a file, as a broken upload leaves it.
  ///
  /// @param part what is kept, from 0 to 1
  public static byte[] truncated(byte[] bytes, double part) {
    return Arrays.copyOf(bytes, (int) (bytes.length * Math.clamp(part, 0, 1)));
  }

  /// A few files that show what the shipped pipeline can do.
  public static List<Sample> demo() {
    return List.of(
        new Sample("fjord.jpg", "image/jpeg", fjord()),
        new Sample("portrait.jpg", "image/jpeg", portrait()),
        new Sample("badge.png", "image/png", png(640, 640).seed(6).unmarked().alpha().bytes()),
        new Sample("report.pdf", "application/pdf", pdf(3).bytes()),
        new Sample("orders.csv", "text/csv", csv(250).bytes()));
  }

  private static byte[] fjord() {
    return jpeg(1920, 1280)
        .unmarked()
        .camera("Vifte", "One")
        .lens("Vifte 35mm f/2.8")
        .taken(OffsetDateTime.parse("2026-06-21T22:41:00+02:00"))
        .gps(60.8632, 7.1142)
        .iptc("Midsummer evening at the fjord", "fjord", "evening")
        .thumbnail()
        .bytes();
  }

  private static byte[] portrait() {
    return jpeg(1080, 1620)
        .seed(2)
        .unmarked()
        .rotated(6)
        .camera("Vifte", "Pocket")
        .taken(OffsetDateTime.parse("2026-07-05T08:15:30+02:00"))
        .profile(Icc.DISPLAY_P3)
        .bytes();
  }

  /// One file of each kind that a reader must accept; pictures are 320 x 240 when upright.
  public static List<Sample> valid() {
    return Valid.all();
  }

  /// Files that want to break their reader: each must be refused with a reason or stay within
  /// bounds. Packing the bombs takes a few seconds: where one file will do, ask [HostileImages] or
  /// [HostileFiles] for it.
  public static List<Sample> hostile() {
    return Stream.concat(HostileImages.all().stream(), HostileFiles.all().stream()).toList();
  }
}
