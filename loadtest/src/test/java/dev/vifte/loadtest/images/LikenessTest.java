package dev.vifte.loadtest.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

final class LikenessTest {
  private static final BufferedImage SCENE = Scene.of(64, 48, 1);

  @Test
  void a_picture_of_the_same_size_is_its_own_reference() {
    Likeness same = Likeness.of(SCENE, Lanczos.shrunk(SCENE, 64, 48));

    assertThat(same.ssim()).isCloseTo(1, within(1e-6));
    assertThat(same.psnr()).isGreaterThan(90);
    assertThat(same.passes()).isTrue();
  }

  @Test
  void an_error_of_one_tenth_everywhere_is_20_decibels() {
    BufferedImage flat = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    float[][] reference = new float[3][32 * 32];
    for (float[] plane : reference) {
      java.util.Arrays.fill(plane, 25.5f);
    }

    Likeness off = Likeness.of(flat, reference);

    assertThat(off.psnr()).isCloseTo(20, within(0.001));
    assertThat(off.passes()).isFalse();
  }

  @Test
  void a_picture_whose_pixels_were_dropped_instead_of_averaged_does_not_pass() {
    BufferedImage large = Scene.of(640, 480, 2);
    BufferedImage dropped = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 48; i++) {
      dropped.setRGB(i % 64, i / 64, large.getRGB(i % 64 * 10 + 5, i / 64 * 10 + 5));
    }

    assertThat(Likeness.of(dropped, Lanczos.shrunk(large, 64, 48)).passes()).isFalse();
  }
}
