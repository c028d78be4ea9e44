package dev.vifte.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.testkit.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that NATS kept is lost while files come in: what was accepted ends all the same, from
/// what lies in the bucket.
final class LostVolumesIT {
  private static final int UPLOADS = 60;

  @TempDir private Path folder;

  @Test
  void every_accepted_job_ends_though_all_streams_are_lost_under_load() throws Exception {
    try (Cluster cluster = Cluster.start(folder, 1, 1);
        Uploader uploader = Uploader.to(cluster.gateway(0), folder);
        var side = Executors.newSingleThreadExecutor()) {
      Callable<Boolean> losing =
          () -> {
            uploader.awaitPromised(UPLOADS / 2);
            lose(cluster.nats().process());
            return true;
          };
      Future<Boolean> lost = side.submit(losing);
      uploader.upload(UPLOADS, 30);
      assertThat(lost.get()).isTrue();

      Map<String, ObjectNode> ended = uploader.awaitEnds();

      assertThat(ended).hasSize(UPLOADS);
      assertThat(ended.values())
          .allSatisfy(job -> assertThat(job.path("state").asText()).isEqualTo("completed"));
    }
  }

  private static void lose(ServerProcess nats) throws IOException, InterruptedException {
    nats.kill();
    try (Stream<Path> files = Files.walk(nats.folder().resolve("data"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    nats.startAgain();
  }
}
