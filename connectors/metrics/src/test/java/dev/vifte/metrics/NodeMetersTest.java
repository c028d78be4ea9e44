package dev.vifte.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Node;
import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.stage.Outcome;
import dev.vifte.testkit.Fixtures;
import dev.vifte.testkit.LambdaStage;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeMetersTest {
  @Test
  void a_queue_that_nobody_works_on_is_seen_waiting() throws Exception {
    Pipeline idle =
        Pipeline.named("idle").stage("wait", LambdaStage.of("test/wait", _ -> Outcome.done()));
    try (var metrics = new Metrics();
        var backend = Embedded.open(EmbeddedSettings.inMemory());
        var node = Node.on(backend).running(idle).listening(metrics).withoutWorkers().start()) {
      metrics.watch(node);

      var request =
          new UploadRequest(
              Fixtures.TENANT,
              idle.name(),
              "a.txt",
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      assertThat(node.uploads().accept(request, new ByteArrayInputStream(new byte[] {65})))
          .isInstanceOf(UploadResult.Accepted.class);

      assertThat(metrics.scrape().lines())
          .contains(
              "vifte_queue_waiting{pool=\"test-wait\"} 1.0",
              "vifte_queue_in_flight{pool=\"test-wait\"} 0.0",
              "vifte_memory_permits_bytes 0.0")
          .anyMatch(line -> line.startsWith("vifte_queue_lag_seconds{pool=\"test-wait\"} "))
          .anyMatch(line -> line.startsWith("vifte_queue_bytes "))
          .anyMatch(line -> line.startsWith("vifte_memory_limit_bytes "));
    }
  }
}
