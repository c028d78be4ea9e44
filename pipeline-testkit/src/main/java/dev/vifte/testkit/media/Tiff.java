package dev.vifte.testkit.media;

import java.util.stream.LongStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;

/// A TIFF picture: one page, 8-bit RGB, LZW, until asked otherwise. Immutable.
public final class Tiff {
  private final Picture picture;
  private final String compression;
  private final int pages;

  private Tiff(Picture picture, String compression, int pages) {
    this.picture = picture;
    this.compression = compression;
    this.pages = pages;
  }

  static Tiff of(Picture picture) {
    return new Tiff(picture, "LZW", 1);
  }

  public Tiff deflate() {
    return new Tiff(picture, "Deflate", pages);
  }

  /// Each page is another scene of the same size.
  public Tiff pages(int count) {
    return new Tiff(picture, compression, count);
  }

  /// The file.
  public byte[] bytes() {
    var images =
        LongStream.range(0, pages)
            .mapToObj(page -> picture.seed(picture.seed() + page).image())
            .map(image -> new IIOImage(image, null, null))
            .toList();
    return Written.sequence("tiff", images, this::configure);
  }

  private void configure(ImageWriteParam param) {
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionType(compression);
  }
}
