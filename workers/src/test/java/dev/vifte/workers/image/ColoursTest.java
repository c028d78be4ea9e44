package dev.vifte.workers.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.imaging.Images;
import dev.vifte.imaging.OutputFormat;
import dev.vifte.imaging.Variant;
import dev.vifte.testkit.media.Icc;
import dev.vifte.testkit.media.Jpeg;
import dev.vifte.testkit.media.Media;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One scene, stored with every profile and orientation, comes out with the same colours.
class ColoursTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  private static final Jpeg PLAIN = Media.jpeg(640, 480).quality(0.97);

  record Stored(String name, Jpeg file, double allowed) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Stored> stored() {
    Stream<Stored> profiles =
        Stream.of(Icc.values())
            .flatMap(icc ->
                IntStream.rangeClosed(1, 8)
                    .mapToObj(turn ->
                        new Stored(
                            "%s, orientation %d".formatted(icc, turn),
                            PLAIN.profile(icc).rotated(turn),
                            2.5)));
    Stream<Stored> others =
        IntStream.rangeClosed(1, 8)
            .boxed()
            .flatMap(turn ->
                Stream.of(
                    new Stored("none, orientation " + turn, PLAIN.rotated(turn), 1),
                    new Stored(
                        "progressive, orientation " + turn, PLAIN.progressive().rotated(turn), 1),
                    new Stored("inks, orientation " + turn, PLAIN.cmyk().rotated(turn), 2.5)));
    return Stream.concat(profiles, others);
  }

  @ParameterizedTest
  @MethodSource("stored")
  void colours_and_orientation_are_those_of_the_scene(Stored stored) throws IOException {
    BufferedImage wanted = rendered(PLAIN, OutputFormat.PNG);

    for (OutputFormat format : List.of(OutputFormat.PNG, OutputFormat.JPEG)) {
      double error = error(rendered(stored.file(), format), wanted);
      System.out.printf("colours: %s as %s: mean error %.2f of 255%n", stored, format, error);
      assertThat(error)
          .as("%s", format)
          .isLessThan(stored.allowed() + (format == OutputFormat.JPEG ? 1.5 : 0));
    }
  }

  private static BufferedImage rendered(Jpeg file, OutputFormat format) throws IOException {
    Variant variant = Variant.fit("x", WIDTH, HEIGHT).as(format).quality(97);
    byte[] made = Images.read(file.bytes()).render(List.of(variant)).getFirst().bytes();
    return ImageIO.read(new ByteArrayInputStream(made));
  }

  /// The mean distance of a channel of a pixel.
  private static double error(BufferedImage picture, BufferedImage wanted) {
    assertThat(picture.getWidth()).isEqualTo(WIDTH);
    assertThat(picture.getHeight()).isEqualTo(HEIGHT);
    long sum = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int one = picture.getRGB(x, y);
        int other = wanted.getRGB(x, y);
        for (int shift = 0; shift < 24; shift += 8) {
          sum += Math.abs((one >> shift & 0xff) - (other >> shift & 0xff));
        }
      }
    }
    return sum / (3.0 * WIDTH * HEIGHT);
  }
}
