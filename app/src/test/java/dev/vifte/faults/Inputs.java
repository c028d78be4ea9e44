package dev.vifte.faults;

import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.PutOptions;
import dev.vifte.s3.S3Credentials;
import dev.vifte.s3.S3Objects;
import dev.vifte.s3.S3Settings;
import dev.vifte.testkit.server.S3Server;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// The inputs of jobs as they lie in the bucket, reached past the product.
final class Inputs implements AutoCloseable {
  private static final PutOptions OTHER = PutOptions.replacing(new MediaType("image/jpeg"));

  private final S3Objects objects;

  Inputs(S3Server server) {
    objects =
        S3Objects.open(
            S3Settings.of("s3:" + server.endpoint() + "/vifte")
                .credentials(S3Credentials.of(server.accessKey(), server.secretKey())));
  }

  void delete(String job) throws IOException {
    for (ObjectInfo each : of(job)) {
      objects.delete(each.key());
    }
  }

  void corrupt(String job) throws IOException {
    byte[] bytes = "these are not the bytes that were accepted".getBytes(StandardCharsets.UTF_8);
    for (ObjectInfo each : of(job)) {
      var _ = objects.put(each.key(), new ByteArrayInputStream(bytes), OTHER);
    }
  }

  private List<ObjectInfo> of(String job) throws IOException {
    var folder = ObjectPrefix.under(new ObjectKey("in").child("default").child(job));
    try (Stream<ObjectInfo> all = objects.list(folder)) {
      return all.toList();
    }
  }

  @Override
  public void close() throws IOException {
    objects.close();
  }
}
