package dev.vifte.imaging.imageio;

import java.util.List;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;

/// Puts our readers of JPEG and PNG before all others of this JVM's Image I/O registry.
///
/// With the jar on the class path they come before those that were registered when they were. Which
/// that is depends on the class path's order, so a program that has other plugins of the same
/// formats should say it: [#first] once at its start. Safe for use by many threads.
public final class VifteReaders {
  private VifteReaders() {}

  /// From now on JPEG and PNG are read by us.
  public static void first() {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    for (Class<? extends ImageReaderSpi> ours : List.of(JpegReaderSpi.class, PngReaderSpi.class)) {
      ImageReaderSpi spi = registry.getServiceProviderByClass(ours);
      if (spi != null) {
        prefer(registry, spi);
      }
    }
  }

  /// Before all others that are there and read one of its types.
  static void prefer(ServiceRegistry registry, ImageReaderSpi ours) {
    var others =
        registry.getServiceProviders(ImageReaderSpi.class, spi -> rivals(ours, spi), false);
    while (others.hasNext()) {
      ImageReaderSpi other = others.next();
      registry.unsetOrdering(ImageReaderSpi.class, other, ours);
      registry.setOrdering(ImageReaderSpi.class, ours, other);
    }
  }

  static boolean rivals(ImageReaderSpi ours, Object other) {
    return other instanceof ImageReaderSpi spi
        && spi.getClass() != ours.getClass()
        && spi.getMIMETypes() != null
        && List.of(spi.getMIMETypes()).contains(ours.getMIMETypes()[0]);
  }
}
