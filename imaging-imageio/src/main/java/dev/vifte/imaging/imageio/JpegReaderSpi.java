package dev.vifte.imaging.imageio;

import dev.vifte.imaging.ImageFormat;

/// Offers [PictureReader] for what begins like a JPEG.
public final class JpegReaderSpi extends PictureReaderSpi {
  public JpegReaderSpi() {
    super(ImageFormat.JPEG, "jpeg", "jpg");
  }
}
