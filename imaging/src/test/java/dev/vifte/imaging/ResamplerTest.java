package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  @ParameterizedTest
  @CsvSource({
    "1500, 1000, 128",
    "1500, 1000, 640",
    "1500, 1000, 1100",
    "333, 777, 50",
    "90, 60, 200"
  })
  void a_variant_is_within_40_db_of_lanczos_in_double_precision(int width, int height, int target)
      throws ImageRefused {
    BufferedImage source = Samples.photo(width, height);
    Variant variant = Variant.width("w", target).as(OutputFormat.PNG).enlarging();

    BufferedImage ours =
        Samples.decode(
            Images.read(Samples.encode(source, "png")).render(List.of(variant)).getFirst());

    double[][] exact = Reference.resample(source, ours.getWidth(), ours.getHeight());
    double psnr = Reference.psnr(ours, exact);
    assertThat(psnr).isGreaterThan(40);
  }

  @ParameterizedTest
  @CsvSource({"800, 600, 64", "800, 600, 600"})
  void a_cascade_of_variants_is_as_good_as_each_alone(int width, int height, int target)
      throws ImageRefused {
    BufferedImage source = Samples.photo(width, height);
    List<Variant> variants =
        List.of(
            Variant.width("large", 700).as(OutputFormat.PNG),
            Variant.width("w", target).as(OutputFormat.PNG));

    BufferedImage ours =
        Samples.decode(Images.read(Samples.encode(source, "png")).render(variants).get(1));

    double[][] exact = Reference.resample(source, ours.getWidth(), ours.getHeight());
    assertThat(Reference.psnr(ours, exact)).isGreaterThan(40);
  }
}
