package org.example.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.Json;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.StageSettings;
import dev.vifte.stage.Stages;
import dev.vifte.testkit.StageInputs;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CountWordsTest {
  @Test
  void words_and_lines_are_counted() throws IOException {
    Outcome outcome = new CountWords().process(StageInputs.text("one two\n\n three\n"));

    assertThat(outcome)
        .isInstanceOfSatisfying(Outcome.Done.class, done ->
            assertThat(done.data()).isEqualTo(Json.object().put("lines", 3L).put("words", 3L)));
  }

  @Test
  void the_node_finds_it_by_its_name() {
    Stages stages = Stages.discover(getClass().getClassLoader());

    assertThat(stages.create(new StageKind("text/count"), StageSettings.EMPTY))
        .isInstanceOf(CountWords.class);
  }

  @Test
  void a_setting_it_does_not_have_is_refused() {
    StageSettings with = StageSettings.of(Json.object().put("language", "no"));

    assertThatThrownBy(() -> new CountWordsProvider().create(with))
        .hasMessageContaining("language: is not known here");
  }
}
