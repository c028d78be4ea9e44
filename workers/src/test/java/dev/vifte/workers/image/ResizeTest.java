package dev.vifte.workers.image;

import static dev.vifte.imaging.Variant.fill;
import static dev.vifte.imaging.Variant.fit;
import static dev.vifte.imaging.Variant.height;
import static dev.vifte.imaging.Variant.width;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.imaging.OutputFormat;
import dev.vifte.object.MediaType;
import dev.vifte.pipeline.InputLimits;
import dev.vifte.stage.Deadline;
import dev.vifte.stage.InvalidSettingsException;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import dev.vifte.stage.Reason;
import dev.vifte.stage.StageSettings;
import dev.vifte.testkit.StageInputs;
import dev.vifte.testkit.TestInput;
import dev.vifte.testkit.media.HostileFiles;
import dev.vifte.testkit.media.HostileImages;
import dev.vifte.testkit.media.Media;
import dev.vifte.testkit.media.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResizeTest {
  @TempDir private Path folder;

  private static final Resize THUMB = new Resize(fit("thumb", 128, 128));

  @Test
  void every_variant_is_an_output_with_its_size() throws IOException {
    var stage =
        new Resize(
            fit("thumb", 128, 128), fill("card", 200, 100), width("web", 320), height("h", 60));

    var done = done(stage, Media.jpeg(640, 480).bytes());

    assertThat(done.outputs())
        .extracting(Output::name)
        .containsExactly("thumb.jpg", "card.jpg", "web.jpg", "h.jpg");
    assertThat(done.outputs())
        .extracting(Output::facts)
        .containsExactly(size(128, 96), size(200, 100), size(320, 240), size(80, 60));
    assertThat(done.outputs().getFirst().type()).isEqualTo(new MediaType("image/jpeg"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void the_picture_is_upright_and_the_data_say_how_it_was(int orientation) throws IOException {
    var done = done(THUMB, Media.jpeg(320, 240).rotated(orientation).bytes());

    var thumb =
        ImageIO.read(new ByteArrayInputStream(TestInput.content(done.outputs().getFirst())));
    assertThat(Picture.corners(thumb)).isEqualTo(Picture.UPRIGHT);
    assertThat(thumb.getWidth()).isEqualTo(128);
    assertThat(done.data().path("width").asInt()).isEqualTo(320);
    assertThat(done.data().path("height").asInt()).isEqualTo(240);
    assertThat(done.data().path("orientation").asInt()).isEqualTo(orientation);
    assertThat(done.data().path("format").asText()).isEqualTo("jpeg");
  }

  @Test
  void a_picture_with_transparency_stays_png_unless_asked_otherwise() throws IOException {
    byte[] png = Media.png(300, 200).alpha().bytes();

    assertThat(done(THUMB, png).outputs().getFirst().name()).isEqualTo("thumb.png");
    var jpeg = new Resize(fit("thumb", 128, 128).as(OutputFormat.JPEG));
    assertThat(done(jpeg, png).outputs().getFirst().name()).isEqualTo("thumb.jpg");
  }

  @Test
  void the_look_of_the_picture_is_told_when_asked_for() throws IOException {
    byte[] jpeg = Media.jpeg(320, 240).rotated(6).bytes();

    var look = done(THUMB.looking(), jpeg).data().path("look");

    assertThat(look.path("average").asText()).matches("#[0-9a-f]{6}");
    assertThat(look.path("palette")).hasSize(8);
    assertThat(look.path("blurhash").asText()).hasSize(28);
    assertThat(look.path("thumbhash").asText()).isNotEmpty();
    assertThat(look.path("phash").asText()).matches("[0-9a-f]{16}");
    assertThat(look.path("dhash").asText()).matches("[0-9a-f]{16}");
    assertThat(done(THUMB, jpeg).data().has("look")).isFalse();
  }

  @Test
  void equal_input_gives_equal_bytes() throws IOException {
    byte[] jpeg = Media.jpeg(640, 480).bytes();

    byte[] first = TestInput.content(done(THUMB, jpeg).outputs().getFirst());

    assertThat(TestInput.content(done(THUMB, jpeg).outputs().getFirst())).isEqualTo(first);
  }

  @Test
  void the_cost_comes_from_the_header_not_from_the_file_size() throws IOException {
    long small = THUMB.cost(StageInputs.of(Media.png(300, 200).bytes()));
    long large = THUMB.cost(StageInputs.of(Media.bmp(3_000, 2_000).bytes()));

    assertThat(small).isBetween(300L * 200, 4L << 20);
    assertThat(large).isGreaterThan(3_000L * 2_000 * 3);
  }

  @Test
  void a_tiff_costs_something_however_long_a_file_may_be() throws IOException {
    var tiff = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(900, 700, BufferedImage.TYPE_3BYTE_BGR), "tiff", tiff);
    byte[] longer = Arrays.copyOf(tiff.toByteArray(), 60 << 20);
    var limits = new InputLimits(200_000_000, 100_000_000, 1, 1);
    var input = StageInputs.of(longer).limited(limits).in(folder);

    assertThat(THUMB.cost(input)).isGreaterThan(longer.length + 900L * 700 * 3);
  }

  @Test
  void a_file_refused_by_its_header_costs_nothing() throws IOException {
    assertThat(THUMB.cost(StageInputs.of(HostileImages.hugePng().bytes()))).isZero();
    assertThat(THUMB.cost(StageInputs.of(HostileFiles.random().bytes()))).isZero();
  }

  @Test
  void every_refusal_has_its_reason() throws IOException {
    byte[] jpeg = Media.jpeg(640, 480).bytes();

    assertThat(reason(StageInputs.of(new byte[0]))).isEqualTo(Reason.EMPTY);
    assertThat(reason(StageInputs.of(HostileFiles.random().bytes()))).isEqualTo(Reason.UNSUPPORTED);
    assertThat(reason(StageInputs.of(Media.truncated(jpeg, 0.01)))).isEqualTo(Reason.TRUNCATED);
    assertThat(reason(StageInputs.of(HostileImages.hugePng().bytes())))
        .isEqualTo(Reason.TOO_MANY_PIXELS);
    assertThat(reason(StageInputs.of(HostileImages.manyScans(150).bytes())))
        .isEqualTo(Reason.TOO_COMPLEX);
    assertThat(reason(StageInputs.of(jpeg).limited(new InputLimits(1_000, 1_000_000, 1, 1))))
        .isEqualTo(Reason.TOO_LARGE);
    assertThat(reason(StageInputs.of(jpeg).until(Deadline.after(Duration.ZERO, () -> 0))))
        .isEqualTo(Reason.TIMEOUT);
  }

  @Test
  void settings_are_read_and_written_back() {
    ObjectNode with = Json.object().put("look", true);
    var list = with.putArray("variants");
    list.addObject().put("name", "thumb").put("fit", "128x128");
    list.addObject().put("name", "card").put("fill", "200x100").put("enlarge", true);
    list.addObject().put("name", "web").put("width", 1280).put("format", "jpeg").put("quality", 70);
    list.addObject().put("name", "h").put("height", 60).put("format", "png");

    var stage = new ResizeProvider().create(StageSettings.of(with));

    assertThat(stage.settings()).isEqualTo(StageSettings.of(with));
  }

  @Test
  void edits_are_read_and_written_back() {
    ObjectNode with = Json.object();
    var list = with.putArray("variants");
    list.addObject()
        .put("name", "edited")
        .put("fill", "90x90")
        .put("gravity", "fp:0.25:0.5")
        .put("rotate", 90)
        .put("flip", "horizontal")
        .put("blur", new BigDecimal("1.5"))
        .put("sharpen", new BigDecimal("0.7"))
        .put("background", "ffcc00")
        .put("padding", 4)
        .put("max_bytes", 4000);
    list.addObject().put("name", "smart").put("fill", "90x90").put("gravity", "sm");

    var stage = new ResizeProvider().create(StageSettings.of(with));

    assertThat(stage.settings()).isEqualTo(StageSettings.of(with));
  }

  @Test
  void every_wrong_setting_is_named() {
    ObjectNode with = Json.object();
    var list = with.putArray("variants");
    list.addObject().put("name", "a").put("fit", "128").put("quality", 101);
    list.addObject().put("width", 0).put("format", "gif").put("size", 3);
    list.addObject().put("name", "b").put("width", 3).put("height", 3);

    assertThatThrownBy(() -> new ResizeProvider().create(StageSettings.of(with)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("variants/0/fit: must be WIDTHxHEIGHT")
        .hasMessageContaining("variants/0/quality: must be a whole number from 1 to 100")
        .hasMessageContaining("variants/1/name: is missing")
        .hasMessageContaining("variants/1/width: must be a whole number")
        .hasMessageContaining("variants/1/format: 'gif' is unknown")
        .hasMessageContaining("variants/1/size: is not known here")
        .hasMessageContaining("variants/2/fit: say one of");
  }

  @Test
  void every_wrong_edit_is_named() {
    ObjectNode with = Json.object();
    var list = with.putArray("variants");
    list.addObject().put("name", "c").put("width", 3).put("gravity", "up").put("rotate", 45);
    list.addObject().put("name", "d").put("fill", "9x9").put("gravity", "fp:2:0").put("flip", "x");
    list.addObject().put("name", "e").put("width", 3).put("background", "red").put("blur", 99);
    list.addObject().put("name", "f").put("width", 3).put("format", "png").put("max_bytes", 900);
    list.addObject().put("name", "g").put("width", 3).put("gravity", "sm").put("padding", -1);

    assertThatThrownBy(() -> new ResizeProvider().create(StageSettings.of(with)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("variants/0/gravity: 'up' is unknown; use sm")
        .hasMessageContaining("variants/0/rotate: must be 0, 90, 180 or 270")
        .hasMessageContaining("variants/1/gravity: a focal point is two parts from 0 to 1")
        .hasMessageContaining("variants/1/flip: must be horizontal, vertical or both")
        .hasMessageContaining("variants/2/background: must be six hex digits")
        .hasMessageContaining("variants/2/blur: must be a number of pixels from 0 to 50")
        .hasMessageContaining("variants/3/max_bytes: cannot be kept by png")
        .hasMessageContaining("variants/4/gravity: says where a fill is cut")
        .hasMessageContaining("variants/4/padding: must be a whole number from 0 to 1000");
  }

  @Test
  void variants_need_names_of_their_own() {
    assertThatThrownBy(() -> new Resize(fit("a", 1, 1), fit("a", 2, 2)))
        .hasMessageContaining("two variants are called 'a'");
    assertThatThrownBy(() -> new Resize(fit("../a", 1, 1))).hasMessageContaining("variant name");
    assertThatThrownBy(() -> new ResizeProvider().create(StageSettings.EMPTY))
        .hasMessageContaining("variants: is missing");
  }

  private static Map<String, Long> size(long width, long height) {
    return Map.of("width", width, "height", height);
  }

  private static Outcome.Done done(Resize stage, byte[] picture) throws IOException {
    var outcome = stage.process(StageInputs.of(picture));
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return (Outcome.Done) outcome;
  }

  private static Reason reason(TestInput input) throws IOException {
    var outcome = THUMB.process(input);
    assertThat(outcome).isInstanceOf(Outcome.Reject.class);
    return ((Outcome.Reject) outcome).reason();
  }
}
