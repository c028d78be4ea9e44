package dev.vifte.testkit.media;

import javax.imageio.IIOImage;

/// A BMP picture, 24 bits, not compressed. Immutable.
public final class Bmp {
  private final Picture picture;

  private Bmp(Picture picture) {
    this.picture = picture;
  }

  static Bmp of(Picture picture) {
    return new Bmp(picture);
  }

  /// The file.
  public byte[] bytes() {
    return Written.as("bmp", new IIOImage(picture.image(), null, null), _ -> {});
  }
}
