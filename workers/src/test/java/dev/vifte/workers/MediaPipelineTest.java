package dev.vifte.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.pipeline.yaml.Parsed;
import dev.vifte.pipeline.yaml.PipelineYaml;
import dev.vifte.stage.Stages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MediaPipelineTest {
  private static final Path FILE = Path.of("..", "pipelines", "media.yaml");
  private static final Stages STAGES = Stages.discover(MediaPipelineTest.class.getClassLoader());

  @Test
  void the_file_and_the_java_form_are_one_pipeline() throws IOException {
    Definition built = MediaPipeline.MEDIA.definition();

    Definition written = written();

    assertThat(written).usingRecursiveComparison().ignoringFields("stages.with").isEqualTo(built);
    assertThat(written.stages().stream().map(MediaPipelineTest::settings).toList())
        .isEqualTo(built.stages().stream().map(StageSpec::with).toList());
  }

  @Test
  void every_stage_of_it_is_found_by_its_kind() {
    for (StageSpec stage : MediaPipeline.MEDIA.definition().stages()) {
      assertThat(STAGES.create(stage.uses(), stage.with()).settings()).isEqualTo(stage.with());
    }
  }

  private static Definition written() throws IOException {
    var parsed =
        new PipelineYaml(STAGES, _ -> Optional.empty())
            .read(Files.readString(FILE), FILE.toString());
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return ((Parsed.Valid) parsed).definition();
  }

  /// As the code understands them, defaults left out.
  private static Object settings(StageSpec stage) {
    return STAGES.create(stage.uses(), stage.with()).settings();
  }
}
