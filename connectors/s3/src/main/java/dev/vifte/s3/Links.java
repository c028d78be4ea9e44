package dev.vifte.s3;

import dev.vifte.object.Buckets;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.PresignedForm;
import dev.vifte.object.Presigning;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.PostPolicy;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/// Signs links. Safe for use by many threads.
final class Links implements Presigning {
  private static final Duration LONGEST = Duration.ofDays(7);

  private final S3Client client;
  private final Place place;
  private final S3Settings settings;

  Links(S3Client client, S3Settings settings) {
    this.client = client;
    this.place = Place.of(settings);
    this.settings = settings;
  }

  @Override
  public URI get(ObjectKey key, Duration valid) throws IOException {
    return link(Http.Method.GET, key, valid);
  }

  @Override
  public URI put(ObjectKey key, Duration valid) throws IOException {
    return link(Http.Method.PUT, key, valid);
  }

  @Override
  public PresignedForm post(ObjectKey key, long maxBytes, Duration valid) throws IOException {
    requireValid(valid);
    String mark = Stat.META + Buckets.OURS;
    var policy =
        new PostPolicy(
            place.bucket(), settings.clock().instant().plus(valid).atZone(ZoneOffset.UTC));
    policy.addEqualsCondition("key", place.name(key));
    policy.addEqualsCondition(mark, "1");
    policy.addContentLengthRangeCondition(0, maxBytes);
    try {
      Map<String, String> fields = new HashMap<>(client.getPresignedPostFormData(policy));
      fields.put("key", place.name(key));
      fields.put(mark, "1");
      return new PresignedForm(URI.create(client.bucketUrl(place.bucket())), fields);
    } catch (MinioException e) {
      throw new IOException("cannot sign a form for %s: %s".formatted(key, e.getMessage()), e);
    }
  }

  private URI link(Http.Method method, ObjectKey key, Duration valid) throws IOException {
    requireValid(valid);
    try {
      return URI.create(
          client.getPresignedObjectUrl(
              GetPresignedObjectUrlArgs.builder()
                  .method(method)
                  .bucket(place.bucket())
                  .object(place.name(key))
                  .expiry((int) valid.toSeconds())
                  .build()));
    } catch (MinioException e) {
      throw new IOException("cannot sign a link for %s: %s".formatted(key, e.getMessage()), e);
    }
  }

  private static void requireValid(Duration valid) {
    if (valid.toSeconds() < 1 || valid.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a link is valid for 1 s to 7 days, not for " + valid);
    }
  }
}
