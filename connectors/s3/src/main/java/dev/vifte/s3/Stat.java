package dev.vifte.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import io.minio.Http;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import okhttp3.Headers;

/// What the headers of an answer tell of the whole object.
record Stat(long size, String etag, Instant modified, Headers headers) {
  static final String META = "x-amz-meta-";
  static final String SHA256 = META + "sha256";
  private static final String NOTE = META + "vifte-note";

  static Stat of(Headers headers) {
    return new Stat(
        size(headers),
        etag(text(headers, "ETag")),
        DateTimeFormatter.RFC_1123_DATE_TIME.parse(text(headers, "Last-Modified"), Instant::from),
        headers);
  }

  ObjectInfo info(ObjectKey key) {
    return new ObjectInfo(key, size, etag, modified);
  }

  /// As we wrote it beside the object; large ones have none.
  Optional<String> sha256() {
    return header(SHA256);
  }

  /// Text in a form that passes through a header.
  static void note(Http.Headers headers, String text) {
    headers.put(NOTE, Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8)));
  }

  Optional<String> note() {
    return header(NOTE).map(text -> new String(Base64.getUrlDecoder().decode(text), UTF_8));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /// Without its quotes.
  static String etag(String quoted) {
    return quoted.replace("\"", "");
  }

  private static long size(Headers headers) {
    String range = text(headers, "Content-Range");
    return Long.parseLong(
        range.isEmpty()
            ? text(headers, "Content-Length")
            : range.substring(range.lastIndexOf('/') + 1));
  }

  private static String text(Headers headers, String name) {
    return Optional.ofNullable(headers.get(name)).orElse("");
  }
}
