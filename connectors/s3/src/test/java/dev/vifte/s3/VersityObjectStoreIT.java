package dev.vifte.s3;

import dev.vifte.object.ObjectStore;
import dev.vifte.testkit.ObjectStoreContract;
import dev.vifte.testkit.server.S3Server;
import dev.vifte.testkit.server.Served;
import dev.vifte.testkit.server.VersityGw;
import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

final class VersityObjectStoreIT extends ObjectStoreContract {
  @RegisterExtension private static final Served<S3Server> SERVER = Served.by(VersityGw::start);

  @Override
  protected ObjectStore open() throws IOException {
    return Fresh.objects(SERVER.get());
  }
}
