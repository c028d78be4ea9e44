package dev.vifte.backup;

import dev.vifte.testkit.server.NatsCluster;
import dev.vifte.testkit.server.NatsServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// On three NATS servers, each with a copy of every stream; the ledger of erasures is a bucket.
final class ClusterBackupIT extends ServersBackupContract {
  private static NatsCluster cluster;

  @BeforeAll
  static void startNats() throws Exception {
    cluster = NatsCluster.start(NatsServer.Sync.LAZY);
  }

  @AfterAll
  static void stopNats() throws IOException {
    cluster.close();
  }

  @AfterEach
  void clear() throws IOException {
    loseStreams();
  }

  @Override
  String urls() {
    return cluster.urls();
  }

  @Override
  String ledger() throws IOException {
    return bucketLedger();
  }

  @Override
  int replicas() {
    return 3;
  }
}
