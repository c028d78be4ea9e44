package dev.vifte.cluster;

import dev.vifte.Backend;
import dev.vifte.testkit.EngineContract;
import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.S3Server;
import dev.vifte.testkit.server.Served;
import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

final class MinioEngineIT extends EngineContract {
  @RegisterExtension private static final Served<S3Server> SERVER = Served.by(Minio::start);

  @Override
  protected Backend open() throws IOException {
    return Servers.on(SERVER.get());
  }
}
