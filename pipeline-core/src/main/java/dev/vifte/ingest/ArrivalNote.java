package dev.vifte.ingest;

import dev.vifte.Json;

/// What lies in the store beside a dead letter of an arrival: enough to try it again.
record ArrivalNote(int format, Arrival arrival) {
  static final int FORMAT = 1;

  byte[] json() {
    return Json.bytes(this);
  }

  /// Reads what [#json] wrote.
  ///
  /// @throws IllegalArgumentException when it is of a newer format
  static ArrivalNote fromJson(byte[] json) {
    ArrivalNote note = Json.read(json, ArrivalNote.class);
    if (note.format() > FORMAT) {
      throw new IllegalArgumentException(
          "a refused event has format %d but this node reads up to %d; update this node"
              .formatted(note.format(), FORMAT));
    }
    return note;
  }
}
