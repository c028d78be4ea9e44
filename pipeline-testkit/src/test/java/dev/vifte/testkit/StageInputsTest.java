package dev.vifte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.Json;
import dev.vifte.object.MediaType;
import dev.vifte.pipeline.StageName;
import dev.vifte.stage.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageInputsTest {
  @Test
  void the_file_has_its_size_and_its_sum() {
    var file = StageInputs.text("abc").named("a.txt").file();

    assertThat(file.name()).isEqualTo("a.txt");
    assertThat(file.type()).isEqualTo(new MediaType("text/plain"));
    assertThat(file.size()).isEqualTo(3);
    assertThat(file.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void outputs_of_a_stage_before_can_be_opened() throws IOException {
    byte[] png = {1, 2, 3};
    var input =
        StageInputs.text("abc")
            .after(
                "pages",
                Json.object().put("pages", 1),
                Output.bytes("1.png", new MediaType("image/png"), png));

    var pages = input.after().get(new StageName("pages"));
    assertThat(pages).isNotNull();
    assertThat(input.open(pages.outputs().getFirst()).readAllBytes()).isEqualTo(png);
  }

  @Test
  void a_local_file_lies_in_the_folder_of_the_test(@TempDir Path folder) throws IOException {
    var input = StageInputs.of("abc".getBytes(StandardCharsets.UTF_8)).in(folder);

    assertThat(Files.readString(input.path())).isEqualTo("abc");
    assertThat(input.scratch()).isEmptyDirectory().startsWith(folder);
  }

  @Test
  void a_stage_that_wants_a_file_without_a_folder_is_told_what_to_write() {
    assertThatThrownBy(() -> StageInputs.text("abc").path())
        .hasMessageContaining("StageInputs.of(bytes).in(folder)");
  }

  @Test
  void a_missing_secret_names_itself() {
    assertThatThrownBy(() -> StageInputs.text("abc").secret("key"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("key");
  }
}
