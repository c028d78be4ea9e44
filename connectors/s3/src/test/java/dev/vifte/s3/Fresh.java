package dev.vifte.s3;

import dev.vifte.testkit.server.S3Server;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/// Fresh buckets of a server.
final class Fresh {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Fresh() {}

  /// Settings for a bucket that does not exist yet, with a prefix.
  static S3Settings settings(S3Server server) {
    String url =
        "s3:%s/bucket-%d/some/prefix".formatted(server.endpoint(), COUNT.incrementAndGet());
    return S3Settings.of(url).credentials(S3Credentials.of(server.accessKey(), server.secretKey()));
  }

  /// A store in a new bucket.
  static S3Objects objects(S3Server server) throws IOException {
    return objects(settings(server));
  }

  static S3Objects objects(S3Settings settings) throws IOException {
    S3Objects objects = S3Objects.open(settings);
    objects.ensureBucket();
    return objects;
  }
}
