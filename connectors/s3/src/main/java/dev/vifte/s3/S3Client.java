package dev.vifte.s3;

import io.minio.BucketExistsArgs;
import io.minio.CreateBucketArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.errors.MinioException;
import java.util.concurrent.CompletableFuture;

/// The SDK's client, which can also create a bucket on servers that refuse to be told the region
/// `us-east-1`.
final class S3Client extends MinioAsyncClient {
  S3Client(MinioAsyncClient client) {
    super(client);
  }

  /// Where forms are posted to.
  String bucketUrl(String bucket) throws MinioException {
    return baseUrl.buildUrl(Http.Method.POST, bucket, null, baseUrl.region(), null).toString();
  }

  CompletableFuture<Void> createBucket(String bucket, String region) {
    if (!region.equals(Http.US_EAST_1)) {
      return createBucket(CreateBucketArgs.builder().bucket(bucket).build()).thenAccept(_ -> {});
    }
    var request =
        Http.S3Request.builder()
            .userAgent(userAgent)
            .method(Http.Method.PUT)
            .args(BucketExistsArgs.builder().bucket(bucket).build())
            .build();
    return executeAsync(request, region).thenAccept(response -> response.close());
  }
}
