package dev.vifte.s3;

import io.minio.BucketExistsArgs;
import io.minio.CreateBucketArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.Xml;
import io.minio.errors.MinioException;
import io.minio.messages.LocationConstraint;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import okhttp3.Response;

/// The SDK's client with what it cannot do: create a bucket on servers that refuse to be told the
/// region `us-east-1`, ask such servers where a bucket lies, list unfinished uploads on MinIO, tell
/// the URL of a bucket.
final class S3Client extends MinioAsyncClient {
  S3Client(MinioAsyncClient client) {
    super(client);
  }

  /// Where forms are posted to.
  String bucketUrl(String bucket) throws MinioException {
    return baseUrl.buildUrl(Http.Method.POST, bucket, null, baseUrl.region(), null).toString();
  }

  CompletableFuture<UploadPage> listUploads(String bucket, UploadPage.Marker from) {
    var query = new Http.QueryParameters("uploads", "", "encoding-type", "url");
    if (!from.name().isEmpty()) {
      query.put("key-marker", from.name());
      query.put("upload-id-marker", from.id());
    }
    return executeGetAsync(BucketExistsArgs.builder().bucket(bucket).build(), null, query)
        .thenApply(S3Client::uploads);
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

  /// In which region a bucket lies; asked in the region it should be in, where the SDK asks in
  /// `us-east-1`, which servers of one region refuse.
  CompletableFuture<String> location(String bucket, String region) {
    var request =
        Http.S3Request.builder()
            .userAgent(userAgent)
            .method(Http.Method.GET)
            .args(BucketExistsArgs.builder().bucket(bucket).build())
            .queryParams(new Http.QueryParameters("location", ""))
            .build();
    return executeAsync(request, region).thenApply(S3Client::location);
  }

  private static String location(Response answer) {
    try (answer) {
      String told = Xml.unmarshal(LocationConstraint.class, answer.body().charStream()).location();
      return told == null || told.isEmpty() ? Http.US_EAST_1 : told;
    } catch (MinioException e) {
      throw new CompletionException(e);
    }
  }

  private static UploadPage uploads(Response answer) {
    try (answer) {
      return UploadPage.read(answer.body().byteStream());
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
