package dev.vifte.workers.pdf;

import static dev.vifte.workers.pdf.Pages.pages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.Json;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.InvalidSettingsException;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageSettings;
import dev.vifte.stage.Stages;
import java.util.List;
import org.junit.jupiter.api.Test;

class PdfProvidersTest {
  private final Stages stages = Stages.discover(PdfProvidersTest.class.getClassLoader());

  @Test
  void a_stage_built_in_java_is_built_again_from_its_settings() {
    for (Stage stage :
        List.of(
            new RenderPages(pages(1, 3)),
            new RenderPages(Pages.ALL).dpi(72).maxSide(900).jpeg(70).password("key"),
            new ReadText().password("key"),
            new ReadInfo())) {
      assertThat(stages.create(stage.kind(), stage.settings()).settings())
          .isEqualTo(stage.settings());
    }
  }

  @Test
  void every_wrong_setting_is_named() {
    var wrong = Json.object().put("pages", "x").put("dpi", 601).put("format", "gif").put("a", 1);

    assertThatThrownBy(() -> stages.create(new StageKind("pdf/render"), StageSettings.of(wrong)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContainingAll("pages: ", "dpi: ", "format: ", "a: ");
  }
}
