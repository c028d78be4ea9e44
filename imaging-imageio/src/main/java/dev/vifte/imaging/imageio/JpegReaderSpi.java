package dev.vifte.imaging.imageio;

import dev.vifte.imaging.ImageFormat;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/// Offers [PictureReader] for what begins like a JPEG.
public final class JpegReaderSpi extends ImageReaderSpi {
  public JpegReaderSpi() {
    super(
        "Vifte",
        "0.1.0",
        new String[] {"jpeg", "jpg", "JPEG", "JPG"},
        new String[] {"jpg", "jpeg"},
        new String[] {ImageFormat.JPEG.mediaType()},
        PictureReader.class.getName(),
        new Class<?>[] {ImageInputStream.class},
        null,
        false,
        null,
        null,
        null,
        null,
        true,
        "javax_imageio_jpeg_image_1.0",
        null,
        null,
        null);
  }

  @Override
  public void onRegistration(ServiceRegistry registry, Class<?> category) {
    VifteReaders.prefer(registry, this);
  }

  @Override
  public boolean canDecodeInput(Object source) throws IOException {
    return PictureReader.begins(source, ImageFormat.JPEG);
  }

  @Override
  public ImageReader createReaderInstance(@Nullable Object extension) {
    return new PictureReader(this);
  }

  @Override
  public String getDescription(@Nullable Locale locale) {
    return "JPEG, decoded small where it is asked for small";
  }
}
