package dev.vifte.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The product as it runs on several machines: a gateway and two workers as processes of their own,
/// on a real NATS server and a real MinIO. What was promised ends, once, with the same bytes.
final class ClusterIT {
  private static final Ordeal ORDEAL = new Ordeal(60, 30);

  @TempDir private Path folder;

  @Test
  void nothing_is_lost_when_a_worker_is_killed_and_both_servers_restart() throws Exception {
    Ordeal.Outcome undisturbed = ORDEAL.play(folder.resolve("undisturbed"), Ordeal.Trouble.NONE);
    Ordeal.Outcome struck = ORDEAL.play(folder.resolve("struck"), ClusterIT::strike);

    assertThat(struck.states()).hasSize(ORDEAL.uploads()).isEqualTo(undisturbed.states());
    assertThat(struck.states().values()).containsOnly("completed");
    assertThat(struck.sums()).isEqualTo(undisturbed.sums());
  }

  private static void strike(Cluster cluster, Uploader uploader) throws Exception {
    uploader.awaitPromised(15);
    cluster.replaceWorker(0);
    uploader.awaitPromised(30);
    cluster.nats().process().kill();
    cluster.nats().process().startAgain();
    uploader.awaitPromised(45);
    cluster.minio().process().stop();
    cluster.minio().process().startAgain();
  }
}
