package dev.vifte.backup;

import dev.vifte.testkit.server.NatsServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// On one NATS server.
final class ServersBackupIT extends ServersBackupContract {
  private NatsServer nats;

  @BeforeEach
  void startNats() throws Exception {
    nats = NatsServer.start();
  }

  @AfterEach
  void stopNats() throws IOException {
    nats.close();
  }

  @Override
  String urls() {
    return nats.url().toString();
  }

  @Override
  int replicas() {
    return 1;
  }
}
