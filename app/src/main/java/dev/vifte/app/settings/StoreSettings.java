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
          Form.text("file:", "file: (a folder below `data`)"),
          "where bytes are kept");
  static final Key<String> EVENTS =
      new Key<>(
          "events",
          "sqlite:",
          Form.text("sqlite:", "sqlite: (a database below `data`)"),
          "where queue, jobs and events are kept");
  static final Key<Long> QUEUE =
      new Key<>(
          "queue.size", "1GiB", Form.bytes(1 << 20), "what the queue may hold before uploads wait");
  static final List<Key<?>> KEYS = List.of(DATA, OBJECTS, EVENTS, QUEUE);

  static StoreSettings read(Values values) {
    return new StoreSettings(
        values.get(DATA), values.get(OBJECTS), values.get(EVENTS), values.get(QUEUE));
  }
}
