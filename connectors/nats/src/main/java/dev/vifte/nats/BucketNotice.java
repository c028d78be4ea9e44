package dev.vifte.nats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.ingest.Arrival;
import dev.vifte.ingest.IngestSettings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what a store says of its buckets, in the form that MinIO and Amazon share: new objects in
/// places that are watched, and nothing else.
final class BucketNotice {
  private static final String CREATED = "ObjectCreated:";

  private BucketNotice() {}

  /// The arrivals of a message to `….bucket`; empty when it tells of nothing that is watched.
  static List<Arrival> read(Published message, IngestSettings settings) {
    try {
      JsonNode records = Json.read(message.bytes(), ObjectNode.class).path("Records");
      if (!records.isArray()) {
        throw new IllegalArgumentException("there are no 'Records'");
      }
      var arrivals = new ArrayList<Arrival>();
      for (JsonNode record : records) {
        created(record).flatMap(seen -> arrival(seen, message, settings)).ifPresent(arrivals::add);
      }
      return arrivals;
    } catch (IllegalArgumentException e) {
      String why = "it is no notification of a bucket: " + e.getMessage();
      return List.of(IngestEvents.unreadable(IngestEvents.NO_NAME, message, why));
    }
  }

  private static Optional<Arrival.Seen> created(JsonNode record) {
    String name = record.path("eventName").asText();
    if (!name.startsWith(CREATED) && !name.startsWith("s3:" + CREATED)) {
      return Optional.empty();
    }
    String key = text(record.path("s3").path("object"), "key");
    return Optional.of(
        new Arrival.Seen(
            text(record.path("s3").path("bucket"), "name"),
            URLDecoder.decode(key, StandardCharsets.UTF_8),
            text(record.path("s3").path("object"), "eTag").replace("\"", "")));
  }

  private static Optional<Arrival> arrival(
      Arrival.Seen seen, Published message, IngestSettings settings) {
    return settings
        .watch(seen.bucket(), seen.key())
        .map(watch -> new Arrival(watch.pipeline(), seen, 0, Optional.empty(), message.raw()));
  }

  private static String text(JsonNode node, String field) {
    if (!node.path(field).isTextual()) {
      throw new IllegalArgumentException("a record has no '%s'".formatted(field));
    }
    return node.path(field).asText();
  }
}
