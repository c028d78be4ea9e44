package dev.vifte.workers.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.stage.InvalidSettingsException;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageSettings;
import dev.vifte.testkit.StageInputs;
import dev.vifte.testkit.media.Media;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StripTest {
  private static final byte[] PHOTO =
      Media.jpeg(64, 48)
          .camera("Vifte", "One")
          .serial("0420900371")
          .gps(60.8632, 7.1142)
          .iptc("Serial 0420900371 at 60.8632, 7.1142", "fjord")
          .makerNote("0420900371")
          .bytes();

  @Test
  void nothing_is_left_out_without_a_policy() throws IOException {
    var data = read(new ReadMetadata());

    assertThat(data.has("gps")).isTrue();
    assertThat(data.toString()).contains("0420900371");
  }

  @Test
  void coordinates_are_gone_from_the_fields_the_tags_and_other_texts() throws IOException {
    var data = read(new ReadMetadata(Strip.GPS));

    assertThat(data.has("gps")).isFalse();
    assertThat(data.path("raw").has("GPS")).isFalse();
    assertThat(data.toString()).doesNotContain("60.863", "7.114", "° ");
    assertThat(data.path("camera").path("serial").asText()).isEqualTo("0420900371");
  }

  @Test
  void a_serial_number_is_gone_under_whatever_name_it_stands() throws IOException {
    var data = read(new ReadMetadata(Strip.SERIAL));

    assertThat(data.toString()).doesNotContain("0420900371");
    assertThat(data.path("camera").path("model").asText()).isEqualTo("One");
  }

  @Test
  void tags_of_unknown_meaning_do_not_pass_a_policy() {
    ObjectNode data = Json.object();
    data.putObject("raw").putObject("Makernote").put("Unknown tag (0x00b7)", "x").put("Mode", "y");

    Strip.apply(Set.of(Strip.GPS), data);

    assertThat(data.path("raw").path("Makernote").properties()).hasSize(1);
  }

  @Test
  void the_check_finds_what_was_forgotten() {
    ObjectNode before = Json.object();
    before.putObject("camera").put("serial", "0420900371");
    ObjectNode after = Json.object().put("description", "camera 0420900371");

    assertThat(Strip.leaks(Set.of(Strip.SERIAL), before, after)).isTrue();
    assertThat(Strip.leaks(Set.of(Strip.GPS), before, after)).isFalse();
  }

  @Test
  void the_policy_is_read_from_settings_and_written_back() {
    StageSettings with = settings("gps", "serial");

    Stage stage = new ReadMetadataProvider().create(with);

    assertThat(stage.settings()).isEqualTo(with);
  }

  @Test
  void an_unknown_word_names_the_known_ones() {
    assertThatThrownBy(() -> new ReadMetadataProvider().create(settings("place", "gps")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("'place' is unknown; use gps, serial, owner, maker-notes");
  }

  private static StageSettings settings(String... words) {
    ObjectNode node = Json.object();
    var list = node.putArray("strip");
    for (String word : words) {
      list.add(word);
    }
    return StageSettings.of(node);
  }

  private static ObjectNode read(ReadMetadata stage) throws IOException {
    return ((Outcome.Done) stage.process(StageInputs.of(PHOTO))).data();
  }
}
