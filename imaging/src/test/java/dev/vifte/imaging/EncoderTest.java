package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncoderTest {
  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG"})
  void the_deadline_stops_it(OutputFormat format) {
    byte[] noise = new byte[400 * 400 * 3];
    new Random(1).nextBytes(noise);
    Output picture = new Output(Pixels.RGB, 400, 400, noise);
    int[] asked = {0};
    Deadline soon = () -> ++asked[0] > 2;

    assertThatThrownBy(() -> Encoder.encode(picture, format, 80, soon))
        .isInstanceOfSatisfying(
            ImageRefused.class,
            late -> assertThat(late.reason()).isEqualTo(ImageRefused.Reason.TIMEOUT));
    assertThat(asked[0]).isEqualTo(3);
  }
}
