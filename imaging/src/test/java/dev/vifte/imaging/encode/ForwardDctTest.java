package dev.vifte.imaging.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ForwardDctTest {
  @Test
  void it_is_the_cosine_transform_times_its_gain() {
    Random random = new Random(5);
    float[][] lanes = new float[8][13];
    double[][] wanted = new double[8][13];
    for (int i = 0; i < 13; i++) {
      for (int j = 0; j < 8; j++) {
        lanes[j][i] = random.nextInt(256) - 128;
        for (int k = 0; k < 8; k++) {
          wanted[k][i] += lanes[j][i] * Math.cos((2 * j + 1) * k * Math.PI / 16);
        }
      }
    }

    ForwardDct.transform(lanes, 0, 13);

    for (int k = 0; k < 8; k++) {
      double scale = k == 0 ? 1 : Math.sqrt(2) * ForwardDct.gain(k);
      for (int i = 0; i < 13; i++) {
        assertThat((double) lanes[k][i]).isCloseTo(wanted[k][i] * scale, within(0.001));
      }
    }
  }
}
