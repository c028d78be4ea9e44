package dev.vifte.workers.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.isolate.Isolated;
import dev.vifte.isolate.IsolatedSettings;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import dev.vifte.testkit.StageInputs;
import dev.vifte.testkit.media.HostileFiles;
import dev.vifte.testkit.media.Media;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedPdfTest {
  @TempDir Path folder;

  @Test
  void a_bomb_ends_at_its_timeout_and_the_next_document_is_drawn() throws Exception {
    var stage = new RenderPages(Pages.ALL);
    var bomb = StageInputs.of(HostileFiles.formBomb(9).bytes()).in(folder.resolve("bomb"));
    var good = StageInputs.of(Media.pdf(1).bytes()).in(folder.resolve("good"));
    try (var isolated = Isolated.start(IsolatedSettings.in(folder.resolve("home")).children(1))) {

      var refused = isolated.run(stage, bomb, Duration.ofSeconds(3)).outcome();
      var done = isolated.run(stage, good, Duration.ofSeconds(60)).outcome();

      assertThat(((Outcome.Reject) refused).reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(((Outcome.Done) done).outputs()).hasSize(1);
    }
  }
}
