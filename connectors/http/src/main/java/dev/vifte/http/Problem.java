package dev.vifte.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/// An error for the caller, as a problem document of RFC 9457.
///
/// @param detail what, which and what to do
/// @param headers such as `Retry-After`
record Problem(ProblemKind kind, int status, String detail, List<HttpHeader> headers) {
  Problem {
    headers = List.copyOf(headers);
  }

  Problem with(String header, String value) {
    var more = new ArrayList<>(headers);
    more.add(RawHeader.create(header, value));
    return new Problem(kind, status, detail, more);
  }

  /// Whole seconds, at least one.
  Problem retryAfter(Duration wait) {
    return with("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
  }

  /// The document.
  ///
  /// @param instance the path that was asked for
  ObjectNode json(String instance) {
    return Json.object()
        .put("type", "/problems/" + kind.word())
        .put("title", kind.title())
        .put("status", status)
        .put("detail", detail)
        .put("instance", instance);
  }

  HttpResponse response(String instance) {
    var type =
        ContentTypes.create(
            MediaTypes.applicationWithFixedCharset(
                "problem+json", org.apache.pekko.http.javadsl.model.HttpCharsets.UTF_8));
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(HttpEntities.create(type, Json.bytes(json(instance))))
        .addHeaders(headers);
  }
}
