package dev.vifte.cluster;

import dev.vifte.Backend;
import dev.vifte.testkit.EraseContract;
import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.S3Server;
import dev.vifte.testkit.server.Served;
import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

final class NatsR1EraseIT extends EraseContract {
  @RegisterExtension private static final Served<NatsServer> NATS = Served.by(NatsServer::start);

  @RegisterExtension private static final Served<S3Server> MINIO = Served.by(Minio::start);

  @Override
  protected Backend open() throws IOException {
    return Servers.on(NATS.get().url().toString(), 1, MINIO.get());
  }
}
