package dev.vifte.workers.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.stage.InvalidSettingsException;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageSettings;
import dev.vifte.testkit.StageInputs;
import dev.vifte.testkit.TestInput;
import dev.vifte.testkit.media.Media;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Watermarks, trims and qualities as an operator writes them.
class MarksTest {
  @TempDir Path folder;

  @BeforeEach
  void the_operator_has_a_logo() throws IOException {
    System.setProperty(Marks.PROPERTY, folder.toString());
    draw(0x00ff00);
  }

  @AfterEach
  void other_tests_have_none() {
    System.clearProperty(Marks.PROPERTY);
  }

  private void draw(int rgb) throws IOException {
    var logo = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 400; i++) {
      logo.setRGB(i % 20, i / 20, rgb);
    }
    ImageIO.write(logo, "png", folder.resolve("logo.png").toFile());
  }

  private static ObjectNode variant(ObjectNode with) {
    return with.putArray("variants").addObject().put("name", "v").put("fit", "100x100");
  }

  private static Stage stage(ObjectNode with) {
    return new ResizeProvider().create(StageSettings.of(with));
  }

  private static ObjectNode marked() {
    ObjectNode with = Json.object();
    variant(with)
        .putObject("watermark")
        .put("picture", "logo")
        .put("position", "soea")
        .put("x_offset", 5)
        .put("y_offset", 5);
    return with;
  }

  @Test
  void a_watermark_is_on_the_output() throws Exception {
    var outcome = stage(marked()).process(StageInputs.of(Media.jpeg(200, 200).bytes()));

    Output output = ((Outcome.Done) outcome).outputs().getFirst();
    var shown = ImageIO.read(new ByteArrayInputStream(TestInput.content(output)));
    Color colour = new Color(shown.getRGB(85, 85));
    assertThat(colour.getGreen()).isGreaterThan(200);
    assertThat(colour.getRed() + colour.getBlue()).isLessThan(100);
  }

  @Test
  void another_logo_is_another_version_of_the_stage() throws IOException {
    String first = stage(marked()).version();
    String same = stage(marked()).version();
    draw(0x0000ff);

    assertThat(same).isEqualTo(first);
    assertThat(stage(marked()).version()).isNotEqualTo(first);
  }

  @Test
  void all_words_are_read_and_written_back() {
    ObjectNode with = Json.object();
    ObjectNode all = variant(with);
    all.putObject("trim")
        .put("threshold", new BigDecimal("12.5"))
        .put("color", "ffffff")
        .put("equal_hor", true)
        .put("equal_ver", true);
    all.putObject("watermark")
        .put("picture", "logo")
        .put("opacity", new BigDecimal("0.5"))
        .put("position", "re")
        .put("x_offset", 10)
        .put("y_offset", 20)
        .put("scale", new BigDecimal("0.2"));
    all.putObject("autoquality")
        .put("method", "dssim")
        .put("target", new BigDecimal("0.02"))
        .put("min", 50)
        .put("max", 90)
        .put("allowed_error", new BigDecimal("0.002"));

    assertThat(stage(with).settings()).isEqualTo(StageSettings.of(with));
  }

  @Test
  void what_is_left_out_is_as_usual() {
    ObjectNode with = Json.object();
    ObjectNode variant = variant(with);
    variant.putObject("trim");
    variant.putObject("autoquality");

    assertThat(stage(with).settings().json().toString())
        .contains("\"trim\":{}")
        .contains("\"target\":0.02,\"min\":70,\"max\":80,\"allowed_error\":0.001");
  }

  @Test
  void every_mistake_is_named() {
    ObjectNode with = Json.object();
    var list = with.putArray("variants");
    ObjectNode first = list.addObject().put("name", "a").put("width", 9).put("enlarge", true);
    first.putObject("watermark").put("picture", "nobody").put("position", "up").put("opacity", 2);
    first.putObject("trim").put("threshold", 300).put("color", "red").put("how", 1);
    ObjectNode second = list.addObject().put("name", "b").put("fit", "9x9").put("quality", 70);
    second.putObject("autoquality").put("method", "ml").put("min", 90).put("max", 80);
    second.putObject("watermark").put("picture", "../logo").put("position", "re").put("scale", 3);
    list.addObject().put("name", "c").put("fit", "9x9").put("trim", 10).putObject("watermark");

    assertThatThrownBy(() -> stage(with))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining(
            "variants/0/watermark/picture: there is no watermark 'nobody'; put nobody.png into "
                + folder)
        .hasMessageContaining("variants/0/watermark/position: 'up' is unknown; use ce, no")
        .hasMessageContaining("variants/0/watermark/opacity: must be a part from 0 to 1")
        .hasMessageContaining("variants/0/trim/threshold: must be a number from 0 to 255")
        .hasMessageContaining("variants/0/trim/color: must be six hex digits")
        .hasMessageContaining("variants/0/trim/how: is not known here")
        .hasMessageContaining("variants/1/autoquality/method: must be dssim")
        .hasMessageContaining("variants/1/autoquality/min: is 90; it must not be more than max, 80")
        .hasMessageContaining("variants/1/watermark/picture: '../logo' is no name of a watermark")
        .hasMessageContaining("variants/1/watermark/scale: must be a part from 0 to 1")
        .hasMessageContaining("variants/2/trim: must be a map, such as {threshold: 10")
        .hasMessageContaining("variants/2/watermark/picture: is missing");
  }

  @Test
  void what_does_not_go_together_is_named() {
    ObjectNode with = Json.object();
    var list = with.putArray("variants");
    list.addObject().put("name", "a").put("width", 9).put("enlarge", true).putObject("trim");
    list.addObject().put("name", "b").put("fit", "9x9").put("quality", 9).putObject("autoquality");
    list.addObject()
        .put("name", "c")
        .put("fit", "9x9")
        .put("format", "png")
        .putObject("autoquality");

    assertThatThrownBy(() -> stage(with))
        .hasMessageContaining("variants/0/enlarge: with trim needs both sides")
        .hasMessageContaining("variants/1/autoquality: chooses a quality; leave quality out")
        .hasMessageContaining("variants/2/autoquality: chooses a quality");
  }

  @Test
  void a_file_that_is_no_picture_is_named() throws IOException {
    Files.writeString(folder.resolve("logo.png"), "no picture");

    assertThatThrownBy(() -> stage(marked()))
        .hasMessageContaining("logo.png cannot be used: The file is not a known kind of picture");
  }
}
