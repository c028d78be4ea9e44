package dev.vifte.s3;

import dev.vifte.object.ByteRange;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.HeadBucketArgs;
import io.minio.HeadObjectArgs;
import io.minio.RemoveObjectArgs;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// One S3 store: what is asked of any bucket. Failures are [S3Exception]s with the store's code.
/// Safe for use by many threads.
record Store(Clients clients, Calls calls, boolean tls) implements AutoCloseable {
  static final String NO_SUCH_KEY = "NoSuchKey";
  static final String CHANGED = "PreconditionFailed";
  private static final String NO_SUCH_RANGE = "InvalidRange";

  static Store of(S3Settings settings, String where, Map<String, String> environment) {
    boolean tls = "https".equals(settings.endpoint().getScheme());
    return new Store(Clients.of(settings, environment), new Calls(where), tls);
  }

  /// Opens a range. An object that changes while it is read ends the stream with an error.
  ///
  /// @param etag it must have; empty for any
  Opened open(String bucket, String name, ByteRange range, String etag) throws IOException {
    GetObjectResponse first;
    try {
      first = get(bucket, name, range, etag);
    } catch (S3Exception e) {
      if (e.is(NO_SUCH_RANGE)) {
        return Opened.empty(head(bucket, name));
      }
      throw e;
    }
    Stat stat = Stat.of(first.headers());
    long from = range.from();
    var rest =
        (ObjectStream.Source)
            position -> get(bucket, name, new ByteRange(position, range.to()), stat.etag());
    var extent = new ObjectStream.Extent(from, from + range.length(stat.size()));
    boolean whole = from == 0 && extent.end() == stat.size();
    Optional<String> sha256 = whole ? stat.sha256() : Optional.empty();
    return new Opened(
        stat, new ObjectStream("s3://%s/%s".formatted(bucket, name), first, rest, extent, sha256));
  }

  Stat head(String bucket, String name) throws IOException {
    var args = HeadObjectArgs.builder().bucket(bucket).object(name).build();
    return Stat.of(
        calls.call("cannot ask for " + name, () -> clients.work().headObject(args)).headers());
  }

  boolean exists(String bucket) throws IOException {
    var args = BucketExistsArgs.builder().bucket(bucket).build();
    return calls.call("cannot ask for the bucket", () -> clients.work().bucketExists(args));
  }

  /// Where the bucket lies. A store may refuse to tell when it is elsewhere itself.
  ///
  /// @param region that we take it to be
  String location(String bucket, String region) throws IOException {
    return calls.call(
        "cannot ask where the bucket lies (which takes the permission s3:GetBucketLocation)",
        () -> clients.work().location(bucket, region));
  }

  void requireBucket(String bucket) throws IOException {
    var args = HeadBucketArgs.builder().bucket(bucket).build();
    calls.call("cannot use the bucket", () -> clients.work().headBucket(args));
  }

  void delete(String bucket, String name) throws IOException {
    var args = RemoveObjectArgs.builder().bucket(bucket).object(name).build();
    calls.call("cannot delete " + name, () -> clients.work().removeObject(args));
  }

  private GetObjectResponse get(String bucket, String name, ByteRange range, String etag)
      throws IOException {
    var args = GetObjectArgs.builder().bucket(bucket).object(name);
    if (range.from() > 0 || range.to() < Long.MAX_VALUE) {
      args.offset(range.from());
    }
    if (range.to() < Long.MAX_VALUE) {
      args.length(range.to() - range.from() + 1);
    }
    if (!etag.isEmpty()) {
      args.matchETag(etag);
    }
    GetObjectArgs get = args.build();
    return calls.call("cannot read " + name, () -> clients.reads().getObject(get));
  }

  @Override
  public void close() {
    clients.close();
  }
}
