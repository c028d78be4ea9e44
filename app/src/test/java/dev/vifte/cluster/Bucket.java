package dev.vifte.cluster;

import dev.vifte.object.ByteRange;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.s3.S3Credentials;
import dev.vifte.s3.S3Objects;
import dev.vifte.s3.S3Settings;
import dev.vifte.testkit.server.S3Server;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What lies in the bucket, read past the product.
final class Bucket implements AutoCloseable {
  private final S3Objects objects;

  Bucket(S3Server server) {
    objects =
        S3Objects.open(
            S3Settings.of("s3:" + server.endpoint() + "/vifte")
                .credentials(S3Credentials.of(server.accessKey(), server.secretKey())));
  }

  /// The SHA-256 of every output of a job, by its key. The manifest tells times and nodes, which
  /// differ from run to run, so it is left out.
  Map<String, String> outputs(String job) throws IOException {
    var sums = new TreeMap<String, String>();
    var folder = ObjectPrefix.under(new ObjectKey("out").child("default").child(job));
    for (ObjectInfo each : list(folder)) {
      if (!each.key().value().contains("/manifest-")) {
        sums.put(each.key().value(), sum(each.key()));
      }
    }
    return sums;
  }

  private List<ObjectInfo> list(ObjectPrefix folder) throws IOException {
    try (Stream<ObjectInfo> all = objects.list(folder)) {
      return all.toList();
    }
  }

  private String sum(ObjectKey key) throws IOException {
    try (var content = objects.open(key, ByteRange.ALL)) {
      byte[] bytes = content.stream().readAllBytes();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() throws IOException {
    objects.close();
  }
}
