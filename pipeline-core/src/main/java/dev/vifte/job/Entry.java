package dev.vifte.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.vifte.Json;
import java.time.Instant;
import java.util.Optional;

/// One record in the job store. Written only by create and compare-and-set.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "record")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JobRecord.class, name = "job"),
  @JsonSubTypes.Type(value = TaskRecord.class, name = "task"),
  @JsonSubTypes.Type(value = DeadLetter.class, name = "dead-letter"),
  @JsonSubTypes.Type(value = Tombstone.class, name = "tombstone"),
  @JsonSubTypes.Type(value = Erasure.class, name = "erasure"),
  @JsonSubTypes.Type(value = SubjectJob.class, name = "subject-job")
})
public sealed interface Entry
    permits JobRecord, TaskRecord, DeadLetter, Tombstone, Erasure, SubjectJob {
  /// The format this code writes and the newest it reads.
  int FORMAT = 1;

  int format();

  /// When the reconciler should look at this record, if ever. A store keeps an index of it.
  Optional<Instant> due();

  /// This record with other words for what people or stages wrote; the same where it holds none.
  default Entry in(Wording words) {
    return this;
  }

  /// The stored form.
  default byte[] json() {
    return Json.bytes(this);
  }

  /// Reads what [#json] wrote.
  ///
  /// @throws dev.vifte.NewerFormatException when it is of a newer format than this node knows
  /// @throws IllegalArgumentException when it is no record
  static Entry fromJson(byte[] json) {
    return Json.read(json, Entry.class, FORMAT, "a record");
  }
}
