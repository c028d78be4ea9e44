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
  REPLAY_RECORDED;

  /// `upload-intent`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
