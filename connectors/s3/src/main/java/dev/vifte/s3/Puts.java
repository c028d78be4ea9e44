package dev.vifte.s3;

import dev.vifte.object.Buckets;
import dev.vifte.object.ByteRange;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.PutOptions;
import dev.vifte.object.StoredObject;
import io.minio.Http;
import io.minio.ObjectWriteResponse;
import io.minio.PutObjectAPIArgs;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/// Puts objects: small ones with one request, others in parts that are aborted when anything fails.
/// Safe for use by many threads.
final class Puts {
  private final Store store;
  private final Place place;

  Puts(Store store, Place place) {
    this.store = store;
    this.place = place;
  }

  StoredObject put(ObjectKey key, InputStream bytes, PutOptions how) throws IOException {
    MessageDigest digest = PartBuffer.newSha256();
    var buffer = new PartBuffer();
    try {
      if (buffer.fill(bytes, digest)) {
        return small(key, buffer, PartBuffer.hex(digest), how);
      }
      Optional<Stat> there = how.ifAbsent() ? find(key) : Optional.empty();
      return there.isPresent()
          ? kept(key, there.get())
          : large(key, buffer, new Rest(bytes, digest), how);
    } catch (S3Exception e) {
      if (how.ifAbsent() && e.is(Store.CHANGED)) {
        return kept(key, store.head(place.bucket(), place.name(key)));
      }
      throw e;
    }
  }

  /// What is still to be read, and what goes on with it.
  private record Rest(InputStream bytes, MessageDigest digest) {}

  private StoredObject small(ObjectKey key, PartBuffer buffer, String sha256, PutOptions how)
      throws IOException {
    Http.Headers headers = buffer.headers(store.tls(), sha256);
    headers.put(Stat.META + Buckets.OURS, "1");
    headers.put(Stat.SHA256, sha256);
    how.note().ifPresent(text -> Stat.note(headers, text));
    if (how.ifAbsent()) {
      headers.put("If-None-Match", "*");
    }
    var args =
        PutObjectAPIArgs.builder()
            .bucket(place.bucket())
            .object(place.name(key))
            .data(buffer.bytes(), buffer.length())
            .contentType(how.type().value())
            .headers(headers)
            .build();
    ObjectWriteResponse answer =
        store.calls().call("cannot put " + key, () -> store.clients().work().putObject(args));
    return new StoredObject(key, buffer.length(), Stat.etag(answer.etag()), sha256, true);
  }

  private StoredObject large(ObjectKey key, PartBuffer buffer, Rest rest, PutOptions how)
      throws IOException {
    var headers = new Http.Headers();
    headers.put("Content-Type", how.type().value());
    headers.put(Stat.META + Buckets.OURS, "1");
    how.note().ifPresent(text -> Stat.note(headers, text));
    var upload = Multipart.begin(store, place.bucket(), place.name(key), headers);
    try {
      long size = sendAll(upload, buffer, rest);
      String etag = upload.complete(how.ifAbsent());
      return new StoredObject(key, size, etag, PartBuffer.hex(rest.digest()), true);
    } catch (IOException | RuntimeException | Error e) {
      abort(upload, e);
      throw e;
    }
  }

  private static long sendAll(Multipart upload, PartBuffer buffer, Rest rest) throws IOException {
    upload.send(buffer);
    long size = buffer.length();
    boolean ended = false;
    while (!ended) {
      ended = buffer.fill(rest.bytes(), rest.digest());
      if (buffer.length() > 0) {
        upload.send(buffer);
        size += buffer.length();
      }
    }
    return size;
  }

  private static void abort(Multipart upload, Throwable cause) {
    try {
      upload.abort();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private Optional<Stat> find(ObjectKey key) throws IOException {
    try {
      return Optional.of(store.head(place.bucket(), place.name(key)));
    } catch (S3Exception e) {
      if (e.is(Store.NO_SUCH_KEY)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// The object that came first. A large one does not carry its SHA-256 and is read for it.
  private StoredObject kept(ObjectKey key, Stat there) throws IOException {
    Optional<String> known = there.sha256();
    String sha256 = known.isPresent() ? known.get() : sha256(key, there);
    return new StoredObject(key, there.size(), there.etag(), sha256, false);
  }

  private String sha256(ObjectKey key, Stat there) throws IOException {
    MessageDigest digest = PartBuffer.newSha256();
    byte[] buffer = new byte[128 << 10];
    var opened = store.open(place.bucket(), place.name(key), ByteRange.ALL, there.etag());
    try (InputStream in = opened.stream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return PartBuffer.hex(digest);
  }
}
