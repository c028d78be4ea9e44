package org.example.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.testkit.media.Media;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedTest {
  @Test
  void thumbnails_of_a_picture_lie_in_the_folder(@TempDir Path folder) throws Exception {
    Path picture = Files.write(folder.resolve("photo.jpg"), Media.jpeg(1600, 1200).bytes());

    Embed.main(new String[] {picture.toString(), folder.resolve("results").toString()});

    var thumb = ImageIO.read(folder.resolve("results/thumb.jpg").toFile());
    assertThat(thumb.getWidth()).isEqualTo(128);
    assertThat(thumb.getHeight()).isEqualTo(96);
    assertThat(folder.resolve("results/web.jpg")).isNotEmptyFile();
  }
}
