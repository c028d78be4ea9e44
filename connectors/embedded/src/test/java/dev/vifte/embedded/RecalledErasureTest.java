package dev.vifte.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Backend;
import dev.vifte.Node;
import dev.vifte.NodeLimits;
import dev.vifte.erase.ErasureSettings;
import dev.vifte.erase.SubjectKey;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.Erasure;
import dev.vifte.job.JobId;
import dev.vifte.job.Subject;
import dev.vifte.job.TenantId;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.stage.Outcome;
import dev.vifte.testkit.LambdaStage;
import dev.vifte.testkit.Probe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup of the state that is older than an erasure is put back.
final class RecalledErasureTest {
  private static final TenantId TENANT = new TenantId("acme");
  private static final Optional<SubjectKey> KEY = Optional.of(SubjectKey.of(new byte[32]));

  @TempDir private Path folder = Path.of("");

  @Test
  void what_was_erased_after_a_backup_is_erased_again_when_that_is_restored() throws Exception {
    Path state = folder.resolve("store/state.db");
    Path backup = folder.resolve("backup.db");
    JobId job;
    try (Backend store = open();
        Node node = start(store)) {
      job = upload(node);
    }
    Files.copy(state, backup);
    try (Backend store = open();
        Node node = start(store)) {
      awaitDone(node, erase(node));
    }
    Files.copy(backup, state, StandardCopyOption.REPLACE_EXISTING);

    try (Backend store = open();
        Node node = start(store)) {
      awaitDone(node, Erasure.idOf(new Erasure.Person(anna(node))));

      assertThat(node.jobs().find(TENANT, job)).isEmpty();
      assertThat(accept(node)).isInstanceOf(UploadResult.Erased.class);
    }
  }

  private Backend open() throws IOException {
    return Embedded.open(EmbeddedSettings.in(folder.resolve("store")));
  }

  private static Node start(Backend store) throws IOException {
    return Node.on(store)
        .running(
            Pipeline.named("p").stage("noop", LambdaStage.of("test/noop", _ -> Outcome.done())))
        .within(
            NodeLimits.defaults().lease(Duration.ofSeconds(1)).reconcile(Duration.ofMillis(100)))
        .erasing(new ErasureSettings(() -> KEY, List.of()))
        .start();
  }

  private static Subject anna(Node node) throws IOException {
    return node.jobs().erasures().named(TENANT, "anna");
  }

  private static JobId upload(Node node) throws IOException {
    return ((UploadResult.Accepted) accept(node)).job().id();
  }

  private static UploadResult accept(Node node) throws IOException {
    var request =
        new UploadRequest(
            TENANT,
            new PipelineName("p"),
            "a.txt",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(anna(node)));
    return node.uploads().accept(request, new ByteArrayInputStream(new byte[] {'a', 'b'}));
  }

  private static JobId erase(Node node) throws IOException {
    return node.jobs().erasures().subject(TENANT, anna(node)).id();
  }

  private static void awaitDone(Node node, JobId erasure) throws Exception {
    Probe.eventually(
        "the erasure is done",
        () ->
            node.jobs()
                .erasures()
                .find(TENANT, erasure)
                .filter(e -> e.phase().ended())
                .isPresent());
  }
}
