package dev.vifte.imaging;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Renders small pictures made by code in all the usual ways, so that the JVM has compiled what
/// matters before the first real picture comes: those would take several times as long otherwise.
/// Takes about two seconds of CPU time, and less where an AOT cache has the profiles of an earlier
/// run; some 20 MiB of heap while it lasts. Thread-safe.
public final class WarmUp {
  private static final int ROUNDS = 16;
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  /// Sizes that ask the JPEG decoder for one, two, four and all of eight samples, and a cascade;
  /// one that needs pixels.
  private static final List<List<Variant>> JOBS =
      List.of(
          jpegs(26),
          jpegs(48),
          jpegs(120),
          jpegs(320, 128, 26),
          List.of(Variant.fit("pixels", 120, 120).as(OutputFormat.PNG)));

  private WarmUp() {}

  /// Renders until enough is done or it is time to stop.
  ///
  /// @return how many pictures were rendered
  public static int run(Deadline until) {
    return run(ROUNDS, until);
  }

  static int run(int rounds, Deadline until) {
    int done = 0;
    try {
      List<byte[]> files = until.expired() ? List.of() : files();
      for (int round = 0; round < rounds; round++) {
        for (byte[] file : files) {
          for (List<Variant> job : JOBS) {
            Images.read(file).before(until).render(job);
            done++;
          }
        }
      }
    } catch (ImageRefused late) {
      return done;
    } catch (IOException impossible) {
      throw new IllegalStateException("memory does not fail", impossible);
    }
    return done;
  }

  private static List<Variant> jpegs(int... sides) {
    return IntStream.of(sides)
        .mapToObj(side -> Variant.fit("v" + side, side, side).as(OutputFormat.JPEG))
        .toList();
  }

  private static List<byte[]> files() throws IOException {
    Output scene = scene();
    return List.of(
        Encoder.encode(scene, OutputFormat.JPEG, 85, Deadline.never()),
        progressive(scene),
        Encoder.encode(scene, OutputFormat.PNG, 85, Deadline.never()));
  }

  /// Waves and grain: as many coefficients as a photograph has.
  private static Output scene() {
    Random random = new Random(1);
    byte[] samples = new byte[WIDTH * HEIGHT * 3];
    for (int y = 0, at = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++, at += 3) {
        double light = 128 + 60 * Math.sin(x / 17.0) * Math.cos(y / 23.0) + random.nextInt(24);
        samples[at] = (byte) (int) light;
        samples[at + 1] = (byte) (int) (light + 20 * Math.sin(y / 40.0));
        samples[at + 2] = (byte) (int) (light - 20 * Math.cos(x / 50.0));
      }
    }
    return new Output(Pixels.RGB, WIDTH, HEIGHT, samples);
  }

  /// Our writer makes no progressive files.
  private static byte[] progressive(Output scene) throws IOException {
    var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    picture.getRaster().setDataElements(0, 0, WIDTH, HEIGHT, scene.samples());
    var bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByMIMEType("image/jpeg").next();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      writer.write(null, new IIOImage(picture, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
