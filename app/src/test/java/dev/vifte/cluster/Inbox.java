package dev.vifte.cluster;

import dev.vifte.testkit.server.S3Server;
import io.minio.CopyObjectArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.SetBucketNotificationArgs;
import io.minio.SourceObject;
import io.minio.messages.NotificationConfiguration;
import io.minio.messages.NotificationConfiguration.QueueConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A bucket as another program uses it, past the product.
final class Inbox {
  private final MinioAsyncClient client;
  private final String bucket;

  private Inbox(MinioAsyncClient client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /// Makes the bucket.
  static Inbox make(S3Server server, String bucket) throws Exception {
    MinioAsyncClient client =
        MinioAsyncClient.builder()
            .endpoint(server.endpoint().toString())
            .credentials(server.accessKey(), server.secretKey())
            .build();
    var _ = client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build()).get();
    return new Inbox(client, bucket);
  }

  String name() {
    return bucket;
  }

  /// Writes an object; returns its etag.
  String put(String key, String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var args = PutObjectArgs.builder().bucket(bucket).object(key).data(bytes, bytes.length).build();
    return client.putObject(args).get().etag().replace("\"", "");
  }

  void copy(String from, String to) throws Exception {
    var source = SourceObject.builder().bucket(bucket).object(from).build();
    var args = CopyObjectArgs.builder().bucket(bucket).object(to).source(source).build();
    var _ = client.copyObject(args).get();
  }

  void delete(String key) throws Exception {
    var _ =
        client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(key).build()).get();
  }

  /// Has the server tell of every new object.
  void tell(String target) throws Exception {
    var queue = new QueueConfiguration(target, "all", List.of("s3:ObjectCreated:*"), null);
    var config = new NotificationConfiguration(null, List.of(queue), null, null);
    var args = SetBucketNotificationArgs.builder().bucket(bucket).config(config).build();
    client.setBucketNotification(args).get();
  }
}
