package dev.vifte.observe;

import java.util.Locale;

/// The durable steps of the engine, named so that tests can crash a node at each.
public enum Step {
  UPLOAD_INTENT,
  UPLOAD_STORED,
  UPLOAD_RECORDED,
  UPLOAD_PUBLISHED,
  TASK_STARTED,
  TASK_OUTPUTS_STORED,
  TASK_RECORDED,
  TASK_DEAD_LETTERED,
  TASK_PARKED,
  NEXT_CREATED,
  NEXT_PUBLISHED,
  TASK_SETTLED,
  JOB_MANIFEST,
  JOB_EVENT,
  JOB_TERMINAL,
  REPLAY_RECORDED,
  ERASE_RECORDED,
  ERASE_BURIED,
  ERASE_OBJECTS,
  ERASE_JOB,
  ERASE_REMOVED,
  ERASE_SWEPT,
  ERASE_TOLD,
  ERASE_RECEIPT,
  ERASE_ENDED;

  /// Whether it belongs to an erasure, and not to the way of a file.
  public boolean erases() {
    return compareTo(ERASE_RECORDED) >= 0;
  }

  /// `upload-intent`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
