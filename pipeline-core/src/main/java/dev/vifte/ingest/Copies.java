package dev.vifte.ingest;

import dev.vifte.ingest.Arrival.Inline;
import dev.vifte.object.BucketObject;
import dev.vifte.object.BucketObjectChangedException;
import dev.vifte.object.Buckets;
import dev.vifte.pipeline.Definition;
import dev.vifte.stage.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/// Copies what arrives into our own store: from inside the event, or from a bucket of others.
final class Copies {
  private final IngestSettings settings;
  private final ArrivalUpload upload;
  private final Buckets buckets;

  Copies(IngestSettings settings, ArrivalUpload upload, Buckets buckets) {
    this.settings = settings;
    this.upload = upload;
    this.buckets = buckets;
  }

  /// An object as an arrival means it.
  record Target(String bucket, String key, Optional<String> etag) {
    String name() {
      String last = key.substring(key.lastIndexOf('/') + 1);
      return last.isEmpty() ? "object" : last;
    }

    @Override
    public String toString() {
      return "s3://%s/%s".formatted(bucket, key);
    }
  }

  Taken of(Inline inline, Arrival arrival) throws IOException {
    // four characters for three bytes
    if (inline.base64().length() / 4L * 3 > settings.inline() + 2L) {
      return Taken.refused(
          Reason.TOO_LARGE,
          "the file inside the event is larger than %d bytes (ingest.inline); put it into a bucket"
                  .formatted(settings.inline())
              + " and name it");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(inline.base64());
    } catch (IllegalArgumentException e) {
      return Taken.refused(Reason.INVALID_INPUT, "'inline' is not base64: " + e.getMessage());
    }
    return upload.take(
        arrival, ArrivalIds.key(inline), inline.name(), () -> new ByteArrayInputStream(bytes));
  }

  /// What is known already needs no look at the bucket: its object may be gone by now.
  Taken of(Target target, Arrival arrival, Definition pipeline) throws IOException {
    if (settings.isOwn(target.bucket(), target.key())) {
      return ours(target);
    }
    if (target.etag().isPresent()) {
      Optional<Taken> known = upload.known(arrival, key(target, target.etag().get()));
      if (known.isPresent()) {
        return known.get();
      }
    }
    return copy(target, there(target), arrival, pipeline);
  }

  private BucketObject there(Target target) throws IOException {
    BucketObject there =
        buckets
            .head(target.bucket(), target.key())
            .orElseThrow(() -> BucketObjectChangedException.gone(target.bucket(), target.key()));
    if (target.etag().filter(etag -> !etag.equals(there.entry().etag())).isPresent()) {
      throw BucketObjectChangedException.changed(
          target.bucket(), target.key(), target.etag().get());
    }
    return there;
  }

  private Taken copy(Target target, BucketObject there, Arrival arrival, Definition pipeline)
      throws IOException {
    if (there.ours()) {
      return ours(target);
    }
    String etag = there.entry().etag();
    String key = key(target, etag);
    Optional<Taken> known = upload.known(arrival, key);
    if (known.isPresent()) {
      return known.get();
    }
    if (there.entry().size() > pipeline.limits().size()) {
      return Taken.refused(
          Reason.TOO_LARGE,
          "%s has %d bytes; pipeline '%s' takes %d (limits.size)"
              .formatted(target, there.entry().size(), pipeline.name(), pipeline.limits().size()));
    }
    return upload.take(
        arrival,
        key,
        target.name(),
        () -> buckets.open(target.bucket(), target.key(), etag).stream());
  }

  private static String key(Target target, String etag) {
    return ArrivalIds.key(target.bucket(), target.key(), etag);
  }

  private static Taken ours(Target target) {
    return new Taken.Ours("%s was written by Vifte itself, so no job begins".formatted(target));
  }
}
