package dev.vifte.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Backend;
import dev.vifte.Node;
import dev.vifte.NodeLimits;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.stage.Outcome;
import dev.vifte.testkit.LambdaStage;
import dev.vifte.testkit.ManualClock;
import dev.vifte.testkit.Probe;
import dev.vifte.testkit.SwitchableObjects;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AbandonedPutsTest {
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void what_crashes_left_in_the_store_is_cleared_once_an_hour() throws Exception {
    var clock = new ManualClock();
    Pipeline pipeline =
        Pipeline.named("p").stage("s", LambdaStage.of("test/s", in -> Outcome.done()));
    try (Backend whole = Embedded.open(EmbeddedSettings.inMemory())) {
      var objects = new SwitchableObjects(whole.objects());
      var backend = new Backend(objects, whole.queue(), whole.jobs(), whole.events());
      var limits = NodeLimits.defaults().reconcile(Duration.ofMillis(20));
      try (Node _ = Node.on(backend).running(pipeline).clock(clock).within(limits).start()) {
        Probe.eventually("cleared at the start", () -> !objects.cleared().isEmpty());
        clock.advance(Duration.ofMinutes(59));
        assertThat(objects.cleared()).containsExactly(DAY);

        clock.advance(Duration.ofMinutes(1));
        Probe.eventually("cleared again", () -> objects.cleared().size() == 2);
      }
    }
  }
}
