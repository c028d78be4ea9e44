package dev.vifte.s3;

import io.minio.AbortMultipartUploadArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.Http;
import io.minio.UploadPartArgs;
import io.minio.messages.Part;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// One large object on its way, part by part; invisible until it is completed. Used by one thread.
final class Multipart {
  private final Store store;
  private final String bucket;
  private final String name;
  private final String id;
  private final List<Part> parts = new ArrayList<>();
  private final String what;

  private Multipart(Store store, String bucket, String name, String id) {
    this.store = store;
    this.bucket = bucket;
    this.name = name;
    this.id = id;
    this.what = "cannot put " + name;
  }

  /// @param headers of the object
  static Multipart begin(Store store, String bucket, String name, Http.Headers headers)
      throws IOException {
    headers.put("x-amz-checksum-algorithm", "CRC32C");
    var args =
        CreateMultipartUploadArgs.builder().bucket(bucket).object(name).headers(headers).build();
    var begun =
        store
            .calls()
            .call("cannot put " + name, () -> store.clients().work().createMultipartUpload(args));
    return new Multipart(store, bucket, name, begun.result().uploadId());
  }

  void send(PartBuffer part) throws IOException {
    int number = parts.size() + 1;
    var args =
        UploadPartArgs.builder()
            .bucket(bucket)
            .object(name)
            .uploadId(id)
            .partNumber(number)
            .data(part.bytes(), part.length())
            .headers(part.headers(store.tls()))
            .build();
    var sent = store.calls().call(what, () -> store.clients().uploads().uploadPart(args));
    parts.add(new Part(number, sent.part().etag(), null, part.crc32c(), null, null, null));
  }

  /// Makes the object visible.
  ///
  /// @return its etag
  /// @throws S3Exception with the code [Store#CHANGED] when it must not replace one and would
  String complete(boolean ifAbsent) throws IOException {
    var args =
        CompleteMultipartUploadArgs.builder()
            .bucket(bucket)
            .object(name)
            .uploadId(id)
            .parts(parts.toArray(Part[]::new))
            .maxRetries(1)
            .extraHeaders(ifAbsent ? new Http.Headers("If-None-Match", "*") : new Http.Headers())
            .build();
    try {
      var done =
          store.calls().call(what, () -> store.clients().uploads().completeMultipartUpload(args));
      return Stat.etag(done.etag());
    } catch (S3Exception e) {
      return unlessDone(e);
    }
  }

  /// Forgets it; the store removes its parts.
  void abort() throws IOException {
    abort(store, bucket, name, id);
  }

  /// Also for an interrupted thread: what is left behind costs room.
  static void abort(Store store, String bucket, String name, String id) throws IOException {
    var args = AbortMultipartUploadArgs.builder().bucket(bucket).object(name).uploadId(id).build();
    boolean interrupted = Thread.interrupted();
    try {
      store
          .calls()
          .call("cannot abort " + name, () -> store.clients().work().abortMultipartUpload(args));
    } catch (S3Exception e) {
      if (!e.is("NoSuchUpload")) {
        throw e;
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// When the answer to an earlier attempt was lost, the upload is gone and the object is there.
  private String unlessDone(S3Exception e) throws IOException {
    if (e.is("NoSuchUpload")) {
      String etag = store.head(bucket, name).etag();
      if (etag.equals(expectedEtag())) {
        return etag;
      }
    }
    throw e;
  }

  private String expectedEtag() {
    MessageDigest md5 = PartBuffer.digest("MD5");
    for (Part part : parts) {
      if (!part.etag().matches("[0-9a-f]{32}")) {
        return "";
      }
      md5.update(HexFormat.of().parseHex(part.etag()));
    }
    return PartBuffer.hex(md5) + "-" + parts.size();
  }
}
