package dev.vifte.s3;

import dev.vifte.object.ObjectStore;
import dev.vifte.testkit.ObjectStoreContract;
import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.S3Server;
import dev.vifte.testkit.server.Served;
import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

final class MinioObjectStoreIT extends ObjectStoreContract {
  @RegisterExtension private static final Served<S3Server> SERVER = Served.by(Minio::start);

  @Override
  protected ObjectStore open() throws IOException {
    return Fresh.objects(SERVER.get());
  }
}
