package dev.vifte.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vifte.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/// Answers that more than one route gives.
final class Replies {
  private Replies() {}

  static HttpResponse json(int status, JsonNode document) {
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, Json.bytes(document)));
  }

  /// A document that changes: 304 when the caller has this state of it.
  static HttpResponse tagged(Call call, JsonNode document) {
    String etag = "\"" + sha256(Json.bytes(document)).substring(0, 32) + "\"";
    HttpResponse response =
        hasCurrent(call, etag) ? HttpResponse.create().withStatus(304) : json(200, document);
    return response
        .addHeader(RawHeader.create("ETag", etag))
        .addHeader(RawHeader.create("Cache-Control", "private, no-cache"));
  }

  /// Whether `If-None-Match` names this state.
  static boolean hasCurrent(Call call, String etag) {
    return call.header("If-None-Match")
        .filter(value -> value.contains(etag) || value.strip().equals("*"))
        .isPresent();
  }

  static HttpResponse bytes(ContentType type, byte[] bytes) {
    return HttpResponse.create().withEntity(HttpEntities.create(type, bytes));
  }

  static HttpResponse text(String text) {
    return bytes(ContentTypes.TEXT_PLAIN_UTF8, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
