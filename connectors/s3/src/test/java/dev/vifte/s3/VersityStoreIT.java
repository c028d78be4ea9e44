package dev.vifte.s3;

import dev.vifte.testkit.server.S3Server;
import dev.vifte.testkit.server.Served;
import dev.vifte.testkit.server.VersityGw;
import org.junit.jupiter.api.extension.RegisterExtension;

final class VersityStoreIT extends S3StoreContract {
  @RegisterExtension private static final Served<S3Server> SERVER = Served.by(VersityGw::start);

  @Override
  S3Server server() {
    return SERVER.get();
  }
}
