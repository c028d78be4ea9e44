package dev.vifte.app.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import java.util.Optional;

/// Server-sent events from their lines
/// (<https://html.spec.whatwg.org/multipage/server-sent-events.html>), as far as a gateway uses
/// them.
final class EventLines {
  private String id = "";
  private String type = "";
  private String data = "";

  /// Takes a line; an event when the line ends one.
  Optional<JobUpdate> take(String line) {
    int colon = line.indexOf(':');
    String value = colon < 0 ? "" : line.substring(colon + 1).stripLeading();
    switch (colon < 0 ? line : line.substring(0, colon)) {
      case "id" -> id = value;
      case "event" -> type = value;
      case "data" -> data += value;
      default -> {
        return line.isEmpty() ? complete() : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<JobUpdate> complete() {
    if (data.isEmpty()) {
      return Optional.empty();
    }
    var update = new JobUpdate(id, type, Json.read(data.getBytes(UTF_8), ObjectNode.class));
    type = "";
    data = "";
    return Optional.of(update);
  }
}
