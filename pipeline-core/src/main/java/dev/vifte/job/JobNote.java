package dev.vifte.job;

import dev.vifte.Json;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.PutOptions;
import dev.vifte.pipeline.StageName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What lies beside the input of a job in the object store: enough to make its record again when
/// the job store has lost it.
///
/// @param job as it was when its upload began
/// @param stages version of each stage's code; empty where there was no room: then those of the
///   node that makes the record again
/// @param name as the uploader gave it; empty where there was no room
/// @param type by the first bytes
public record JobNote(
    int format, JobRecord job, Map<StageName, String> stages, String name, MediaType type) {
  static final int FORMAT = 1;

  public JobNote {
    stages = Map.copyOf(stages);
  }

  /// The note of an upload, with as much in it as [PutOptions#LONGEST_NOTE] allows.
  public static JobNote of(
      JobRecord job, Map<StageName, String> stages, String name, MediaType type) {
    var whole = new JobNote(FORMAT, job, stages, name, type);
    if (whole.fits()) {
      return whole;
    }
    var less = new JobNote(FORMAT, job, Map.of(), name, type);
    return less.fits() ? less : new JobNote(FORMAT, job, Map.of(), "", type);
  }

  /// Reads what [#text] gave.
  ///
  /// @throws IllegalArgumentException when it is no note, or of a newer format
  public static JobNote of(String text) {
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    return Json.read(json, JobNote.class, FORMAT, "the note of a job");
  }

  public String text() {
    return new String(Json.bytes(this), StandardCharsets.UTF_8);
  }

  /// The record as it was when the job was accepted.
  ///
  /// @param sha256 of the input
  /// @param check when the reconciler is to look at it
  public JobRecord restored(ObjectInfo input, String sha256, Instant now, Instant check) {
    var stored = new JobInput(name, type, input.size(), sha256, input.key());
    return job.with(stored, stages).in(JobState.RUNNING, now, Optional.of(check));
  }

  private boolean fits() {
    return Json.bytes(this).length <= PutOptions.LONGEST_NOTE;
  }
}
