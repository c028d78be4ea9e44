package dev.vifte.loadtest.images;

import dev.vifte.imaging.Deadline;
import dev.vifte.imaging.Images;
import dev.vifte.imaging.OutputFormat;
import dev.vifte.imaging.Rendered;
import dev.vifte.imaging.Variant;
import dev.vifte.imaging.WarmUp;
import dev.vifte.imaging.encode.Bitmap;
import dev.vifte.imaging.encode.JpegWriter;
import dev.vifte.imaging.encode.Sampling;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;

/// Ours.
final class VifteMaker implements Maker {
  @Override
  public List<byte[]> render(byte[] file, List<Integer> sides, boolean lossless)
      throws IOException {
    OutputFormat format = lossless ? OutputFormat.PNG : OutputFormat.JPEG;
    List<Variant> variants =
        sides.stream()
            .map(side -> Variant.fit("v" + side, side, side).as(format).quality(Work.QUALITY))
            .toList();
    return Images.read(file).render(variants).stream().map(Rendered::bytes).toList();
  }

  @Override
  public void warmUp() {
    WarmUp.run(Deadline.never());
  }

  @Override
  public Encoding encoding(byte[] file) throws IOException {
    BufferedImage picture = Jdk.read(file);
    int width = picture.getWidth();
    int[] pixels = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
    byte[] samples = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      samples[3 * i] = (byte) (pixels[i] >> 16);
      samples[3 * i + 1] = (byte) (pixels[i] >> 8);
      samples[3 * i + 2] = (byte) pixels[i];
    }
    Bitmap bitmap = new Bitmap(width, picture.getHeight(), 3, samples);
    return () -> {
      var writer = new JpegWriter(bitmap, Work.QUALITY, Sampling.HALF);
      boolean more = true;
      while (more) {
        more = writer.writeBand();
      }
      return writer.finish();
    };
  }
}
