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
  /// @throws dev.vifte.NewerFormatException when it is of a newer format
  static ArrivalNote fromJson(byte[] json) {
    return Json.read(json, ArrivalNote.class, FORMAT, "a refused event");
  }
}
