package dev.vifte.loadtest.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SceneTest {
  @Test
  void equal_seeds_give_equal_pictures_and_others_do_not() {
    assertThat(bytes(Scene.of(50, 40, 7))).isEqualTo(bytes(Scene.of(50, 40, 7)));
    assertThat(bytes(Scene.of(50, 40, 7))).isNotEqualTo(bytes(Scene.of(50, 40, 8)));
  }

  @Test
  void both_programs_in_java_make_the_sizes_that_are_asked(@TempDir Path folder)
      throws IOException {
    byte[] file = new ImageIoMaker().encoding(png(folder)).write();

    for (Maker maker : List.of(new VifteMaker(), new ImageIoMaker())) {
      List<byte[]> made = maker.render(file, List.of(128, 32), false);

      assertThat(Jdk.read(made.get(0)).getWidth()).isEqualTo(128);
      assertThat(Jdk.read(made.get(1)).getWidth()).isEqualTo(32);
      assertThat(maker.encoding(file).write()).startsWith(0xff, 0xd8).endsWith(0xff, 0xd9);
    }
  }

  private static byte[] png(Path folder) throws IOException {
    Path file = folder.resolve("scene.png");
    javax.imageio.ImageIO.write(Scene.of(300, 200, 1), "png", file.toFile());
    return java.nio.file.Files.readAllBytes(file);
  }

  private static byte[] bytes(BufferedImage picture) {
    return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
  }
}
