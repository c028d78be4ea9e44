package dev.vifte.workers.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.isolate.Isolated;
import dev.vifte.isolate.IsolatedSettings;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import dev.vifte.stage.StageInput;
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
    var bomb = StageInputs.of(HostileFiles.formBomb(9).bytes()).in(folder.resolve("bomb"));
    var good = StageInputs.of(Media.pdf(1).bytes()).in(folder.resolve("good"));
    try (var isolated = Isolated.start(IsolatedSettings.in(folder.resolve("home")).children(1))) {
      var refused = run(isolated, bomb, Duration.ofSeconds(3));
      var done = run(isolated, good, Duration.ofSeconds(60));

      assertThat(((Outcome.Reject) refused).reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(((Outcome.Done) done).outputs()).hasSize(1);
    }
  }

  private static Outcome run(Isolated isolated, StageInput input, Duration limit) throws Exception {
    try (var seat = isolated.seat()) {
      return seat.run(new RenderPages(Pages.ALL), input, limit).outcome();
    }
  }
}
