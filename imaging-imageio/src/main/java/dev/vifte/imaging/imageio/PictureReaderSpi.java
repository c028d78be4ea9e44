package dev.vifte.imaging.imageio;

import dev.vifte.imaging.ImageFormat;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/// Offers [PictureReader] for what begins like one format. Image I/O makes one by its class, so
/// each format has one.
abstract sealed class PictureReaderSpi extends ImageReaderSpi permits JpegReaderSpi, PngReaderSpi {
  private final ImageFormat format;

  /// @param names and endings of files, in lower case
  PictureReaderSpi(ImageFormat format, String... names) {
    super(
        "Vifte",
        "0.1.0",
        bothCases(names),
        names,
        new String[] {format.mediaType()},
        PictureReader.class.getName(),
        new Class<?>[] {ImageInputStream.class},
        null,
        false,
        null,
        null,
        null,
        null,
        true,
        "javax_imageio_%s_image_1.0".formatted(names[0]),
        null,
        null,
        null);
    this.format = format;
  }

  private static String[] bothCases(String... names) {
    return Stream.of(names)
        .flatMap(name -> Stream.of(name, name.toUpperCase(Locale.ROOT)))
        .toArray(String[]::new);
  }

  @Override
  public void onRegistration(ServiceRegistry registry, Class<?> category) {
    VifteReaders.prefer(registry, this);
  }

  @Override
  public boolean canDecodeInput(Object source) throws IOException {
    return PictureReader.begins(source, format);
  }

  @Override
  public ImageReader createReaderInstance(@Nullable Object extension) {
    return new PictureReader(this);
  }

  @Override
  public String getDescription(@Nullable Locale locale) {
    return format + ", decoded small where it is asked for small";
  }
}
