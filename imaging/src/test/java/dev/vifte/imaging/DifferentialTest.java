package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Our decoders beside those of TwelveMonkeys (JPEG) and of the JDK (PNG).
final class DifferentialTest {
  private static final int WIDTH = 331;
  private static final int HEIGHT = 247;

  @SuppressWarnings("ArrayRecordComponent")
  record Sample(String name, byte[] file, String reader, double allowed) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sample> samples() {
    BufferedImage photo = Samples.photo(WIDTH, HEIGHT);
    BufferedImage gray = Samples.photo(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    Stream<Sample> jpegs = JpegTest.kinds().map(kind -> jpeg(kind.toString(), kind.of(photo)));
    Stream<Sample> grays =
        Stream.of(
            jpeg("gray", Samples.jpeg(gray, false)),
            jpeg("gray, staged", Samples.jpeg(gray, true)));
    Stream<Sample> pngs =
        Stream.of(
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_BINARY)
            .map(type ->
                png("kind " + type, Samples.encode(Samples.photo(WIDTH, HEIGHT, type), "png")));
    return Stream.of(jpegs, grays, pngs, Stream.of(png("Adam7", RareSamples.interlaced(photo))))
        .flatMap(all -> all);
  }

  private static Sample jpeg(String name, byte[] file) {
    return new Sample("JPEG " + name, file, "com.twelvemonkeys.", 2);
  }

  private static Sample png(String name, byte[] file) {
    return new Sample("PNG " + name, file, "com.sun.", 0.01);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void every_pixel_is_nearly_as_others_have_it(Sample sample) throws IOException {
    Variant same = Variant.width("same", WIDTH).as(OutputFormat.PNG);

    BufferedImage ours =
        Samples.decode(Images.read(sample.file()).render(List.of(same)).getFirst());
    double error = error(ours, read(sample));

    System.out.printf("differential: %s: mean error %.3f of 255%n", sample, error);
    assertThat(error).isLessThan(sample.allowed());
  }

  private static BufferedImage read(Sample sample) throws IOException {
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(sample.file()))) {
      var readers = ImageIO.getImageReaders(in);
      while (readers.hasNext()) {
        ImageReader reader = readers.next();
        if (reader.getClass().getName().startsWith(sample.reader())) {
          reader.setInput(in);
          return reader.read(0);
        }
      }
      throw new IllegalStateException("no reader " + sample.reader());
    }
  }

  private static double error(BufferedImage one, BufferedImage other) {
    long sum = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int a = one.getRGB(x, y);
        int b = other.getRGB(x, y);
        for (int shift = 0; shift < 24; shift += 8) {
          sum += Math.abs((a >> shift & 0xff) - (b >> shift & 0xff));
        }
      }
    }
    return sum / (3.0 * WIDTH * HEIGHT);
  }
}
