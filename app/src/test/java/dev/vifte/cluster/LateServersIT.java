package dev.vifte.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.testkit.Probe;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node that is started before its servers waits for each, says for which, and goes on.
final class LateServersIT {
  @TempDir private Path folder;

  @Test
  void a_node_that_is_started_first_waits_for_the_broker_and_then_for_the_store() throws Exception {
    try (Cluster cluster = Cluster.start(folder, 0, 0)) {
      cluster.nats().process().stop();
      cluster.minio().process().stop();
      try (NodeProcess node =
          NodeProcess.start(
              folder.resolve("node"), cluster.environment(), "up", "--gateway", "--port", "0")) {
        awaitNote(node, "no NATS server answers");
        cluster.nats().process().startAgain();
        awaitNote(node, "is it running?");
        cluster.minio().process().startAgain();

        URI address = node.awaitUp();

        assertThat(address.getHost()).isEqualTo("127.0.0.1");
        assertThat(node.log()).containsSubsequence("waiting for it", "going on", "going on");
      }
    }
  }

  @Test
  void wrong_credentials_are_told_at_once_and_not_waited_for() throws Exception {
    try (Cluster cluster = Cluster.start(folder, 0, 0)) {
      Map<String, String> wrong = new HashMap<>(cluster.environment());
      wrong.put("VIFTE_S3_SECRET_KEY", "not the secret");
      try (NodeProcess node =
          NodeProcess.start(folder.resolve("node"), wrong, "up", "--gateway", "--port", "0")) {

        assertThat(node.awaitEnd()).isNotZero();

        assertThat(node.log()).contains("check the keys").doesNotContain("Exception");
      }
    }
  }

  private static void awaitNote(NodeProcess node, String text) throws Exception {
    Probe.eventually("it says: " + text, () -> node.log().contains(text));
  }
}
