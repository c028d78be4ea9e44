package dev.vifte.s3;

import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.S3Server;
import dev.vifte.testkit.server.Served;
import org.junit.jupiter.api.extension.RegisterExtension;

final class MinioDoorsIT extends S3DoorsContract {
  @RegisterExtension private static final Served<S3Server> SERVER = Served.by(Minio::start);

  @Override
  S3Server server() {
    return SERVER.get();
  }
}
