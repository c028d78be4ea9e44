package dev.vifte.app.settings;

import java.nio.file.Path;
import java.util.List;

/// Where everything is kept.
///
/// @param data folder of the embedded store; made when it is missing
/// @param objects URL of the object store
/// @param events URL of queue, jobs and events
/// @param queueBytes what the queue may hold
public record StoreSettings(Path data, String objects, String events, long queueBytes) {
  static final Key<Path> DATA =
      new Key<>(
          "data",
          "./vifte-data",
          Form.PATH,
          "folder of the embedded store, used by one process at a time; made when it is missing");
  static final Key<String> OBJECTS =
      new Key<>(
          "objects",
          "file:",
          Form.text(
              "file:|s3:https?://[^/\\s]+/\\S+",
              "file: (a folder below `data`) or s3: with endpoint and bucket, such as"
                  + " s3:http://127.0.0.1:9000/vifte"),
          "where bytes are kept");
  static final Key<String> EVENTS =
      new Key<>(
          "events",
          "sqlite:",
          Form.text(
              "sqlite:|(nats|tls)://\\S+",
              "sqlite: (a database below `data`) or servers such as nats://127.0.0.1:4222, more of"
                  + " them with commas"),
          "where queue, jobs and events are kept");
  static final Key<Long> QUEUE =
      new Key<>(
          "queue.size",
          "1GiB",
          Form.bytes(1 << 20),
          "size of the queue; uploads are refused from a part of it on (intake.full-at)");
  static final List<Key<?>> KEYS = List.of(DATA, OBJECTS, EVENTS, QUEUE);

  /// Whether bytes lie on a server.
  public boolean onS3() {
    return objects.startsWith("s3:");
  }

  /// Whether queue, jobs and events lie on servers.
  public boolean onNats() {
    return !events.equals("sqlite:");
  }

  static StoreSettings read(Values values) {
    return new StoreSettings(
        values.get(DATA), values.get(OBJECTS), values.get(EVENTS), values.get(QUEUE));
  }
}
