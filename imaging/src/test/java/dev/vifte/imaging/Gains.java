package dev.vifte.imaging;

import com.sun.management.OperatingSystemMXBean;
import dev.vifte.imaging.vips.Libvips;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// `./dev gains`: what Java and the libvips of this machine take for the same work, as the table in
/// [Gain] has it. libvips only decodes, in full size; the rest is the same.
final class Gains {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final int ROUNDS = 7;

  private Gains() {}

  private interface Work {
    Object run() throws IOException;
  }

  public static void main(String[] args) throws IOException {
    Accelerator accelerator = Accelerator.of(args.length > 0 ? args[0] : "auto");
    Libvips vips = Libvips.open(accelerator.library().orElseThrow().toString());
    System.out.println("libvips " + vips.version());
    BufferedImage photo = Samples.photo(4000, 3000);
    byte[] pixels = pixels(photo);
    List<Variant> variant = List.of(Variant.fit("x", 640, 640));
    for (String suffix : List.of(".jpg[strip,Q=85]", ".png[strip]", ".webp[strip,Q=80,effort=2]")) {
      byte[] file = vips.write(pixels, photo.getWidth(), 3, suffix);
      String loader =
          suffix.substring(1, suffix.indexOf('[')).replace("jpg", "jpeg") + "load_buffer";
      System.out.printf(
          Locale.ROOT,
          "read %s: java %.0f ms, libvips %.0f ms%n",
          loader,
          median(() -> Images.read(file).render(variant)),
          median(() -> small(vips, loader, file, variant.getFirst())));
    }
    turbo(photo);
  }

  /// libturbojpeg, where it is, beside our own JPEG.
  private static void turbo(BufferedImage photo) throws IOException {
    var turbo = new TurboJpeg();
    byte[] file = Samples.jpeg(photo, false);
    for (int side : new int[] {128, 640, 1280}) {
      Variant variant = Variant.fit("x", side, side).as(OutputFormat.JPEG);
      Output small = turbo(turbo, file, variant);
      System.out.printf(
          Locale.ROOT,
          "JPEG to %d px: java %.1f ms, by libturbojpeg and our resampler %.1f ms; write alone: java %.2f ms, libturbojpeg %.2f ms%n",
          side,
          median(() -> Images.read(file).render(List.of(variant)), 10),
          median(() -> turbo.write(turbo(turbo, file, variant), 80), 10),
          median(() -> Encoder.encode(small, OutputFormat.JPEG, 80, Deadline.never()), 50),
          median(() -> turbo.write(small, 80), 50));
    }
  }

  /// Decoded by libturbojpeg to at least the size that is asked for, as our decoder does; resampled
  /// by us.
  private static Output turbo(TurboJpeg turbo, byte[] file, Variant variant) throws IOException {
    ImageHeader header = ImageHeader.probe(file);
    Placement place = Placement.of(header, variant);
    int by = Math.clamp(Integer.highestOneBit((int) (header.width() / 1.5 / place.width())), 1, 8);
    byte[] samples = Resampler.resample(turbo.read(file, header, by), place, Deadline.never());
    return new Output(Pixels.RGB, place.width(), place.height(), samples);
  }

  private static byte[] pixels(BufferedImage photo) {
    byte[] pixels = new byte[photo.getWidth() * photo.getHeight() * 3];
    for (int i = 0; i < pixels.length; i += 3) {
      int rgb = photo.getRGB(i / 3 % photo.getWidth(), i / 3 / photo.getWidth());
      pixels[i] = (byte) (rgb >> 16);
      pixels[i + 1] = (byte) (rgb >> 8);
      pixels[i + 2] = (byte) rgb;
    }
    return pixels;
  }

  /// Decoded by libvips; averaged, resampled and encoded by us.
  private static byte[] small(Libvips vips, String loader, byte[] file, Variant variant)
      throws IOException {
    Placement place = Placement.of(ImageHeader.probe(file), variant);
    var box = new BoxShrink(Shrink.before(List.of(place)));
    try (var picture = vips.read(loader, file)) {
      box.begin(picture.width(), picture.height(), Pixels.RGB);
      for (int y = 0; y < picture.height(); y++) {
        box.row(picture.rows(y, 1));
      }
    }
    byte[] samples = Resampler.resample(box.picture(), place, Deadline.never());
    var small = new Output(Pixels.RGB, place.width(), place.height(), samples);
    return Encoder.encode(small, OutputFormat.JPEG, 80, Deadline.never());
  }

  private static double median(Work work) throws IOException {
    return median(work, 1);
  }

  /// Of so many at a time: the clock of a process goes in steps of 10 ms.
  private static double median(Work work, int times) throws IOException {
    double[] taken = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long before = SYSTEM.getProcessCpuTime();
      for (int n = 0; n < times; n++) {
        if (work.run().hashCode() == 1) {
          System.out.println(); // what is made must be looked at
        }
      }
      taken[i] = (SYSTEM.getProcessCpuTime() - before) / 1e6 / times;
    }
    Arrays.sort(taken);
    return taken[ROUNDS / 2];
  }
}
