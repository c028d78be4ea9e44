package dev.vifte.imaging.imageio;

import dev.vifte.imaging.ImageFormat;

/// Offers [PictureReader] for what begins like a PNG.
public final class PngReaderSpi extends PictureReaderSpi {
  public PngReaderSpi() {
    super(ImageFormat.PNG, "png");
  }
}
