package dev.vifte.loadtest.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.testkit.media.Media;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class NumberedTest {
  private static final byte[] PHOTO = Media.jpeg(64, 48).bytes();

  @Test
  void each_number_makes_another_file() {
    assertThat(Numbered.photo(PHOTO, 1)).isNotEqualTo(Numbered.photo(PHOTO, 2));
  }

  @Test
  void the_picture_stays_the_same() throws IOException {
    byte[] numbered = Numbered.photo(PHOTO, 9_999);

    var before = ImageIO.read(new ByteArrayInputStream(PHOTO));
    var after = ImageIO.read(new ByteArrayInputStream(numbered));
    assertThat(after.getWidth()).isEqualTo(64);
    assertThat(after.getRGB(10, 10)).isEqualTo(before.getRGB(10, 10));
  }
}
