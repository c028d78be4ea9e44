package dev.vifte.nats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import io.nats.client.Message;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A message that somebody outside has published.
///
/// @param headers the first value of each, names in lower case
/// @param body as text: all that is understood here is
record Published(String subject, Map<String, String> headers, String body) {
  static Published of(Message message) {
    var headers = new TreeMap<String, String>();
    if (message.hasHeaders()) {
      message
          .getHeaders()
          .forEach((name, values) ->
              headers.putIfAbsent(name.toLowerCase(Locale.ROOT), values.getFirst()));
    }
    String body = new String(message.getData(), StandardCharsets.UTF_8);
    return new Published(message.getSubject(), headers, body);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  /// The same without one attribute of a CloudEvent, in either of its modes.
  Published without(String attribute) {
    var left = new TreeMap<>(headers);
    left.remove("ce-" + attribute);
    if (left.size() < headers.size()) {
      return new Published(subject, left, body);
    }
    ObjectNode event = Json.read(bytes(), ObjectNode.class);
    event.remove(attribute);
    return new Published(subject, headers, event.toString());
  }

  /// All of it as JSON.
  String raw() {
    ObjectNode json = Json.object().put("subject", subject);
    ObjectNode all = json.putObject("headers");
    headers.forEach(all::put);
    return json.put("body", body).toString();
  }
}
