package dev.vifte.cluster;

import dev.vifte.Backend;
import dev.vifte.testkit.EngineContract;
import dev.vifte.testkit.server.S3Server;
import dev.vifte.testkit.server.Served;
import dev.vifte.testkit.server.VersityGw;
import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

final class VersityEngineIT extends EngineContract {
  @RegisterExtension private static final Served<S3Server> SERVER = Served.by(VersityGw::start);

  @Override
  protected Backend open() throws IOException {
    return Servers.on(SERVER.get());
  }
}
