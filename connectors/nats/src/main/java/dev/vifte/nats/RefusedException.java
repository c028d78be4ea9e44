package dev.vifte.nats;

import dev.vifte.UnreachableException;
import java.io.IOException;

/// JetStream refused a request: nothing has changed. Where it refuses because it is not all there
/// for now, the cause says so: an [UnreachableException].
final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  /// Not JetStream's: nobody listens where the request went.
  static final int NOBODY_THERE = 503;

  static final int TEMPORARILY_UNAVAILABLE = 10008;
  static final int NO_JETSTREAM_FOR_ACCOUNT = 10039;
  static final int NAME_IN_USE = 10058;
  static final int SUBJECTS_OVERLAP = 10065;
  static final int REPLICAS_NOT_SUPPORTED = 10074;
  static final int NO_STORAGE = 10047;
  static final int NO_RESOURCES = 10023;
  static final int STREAM_NOT_FOUND = 10059;
  static final int CONSUMER_NOT_FOUND = 10014;
  static final int CONSUMER_EXISTS = 10148;
  static final int MESSAGE_NOT_FOUND = 10037;
  static final int SEQUENCE_NOT_FOUND = 10043;
  static final int MESSAGE_NOT_DELETED = 10057;
  static final int NO_SPACE = 10077;
  static final int WRONG_LAST_SEQUENCE = 10071;
  static final int SAME_ID_UNDER_WAY = 10158;
  static final int SEQUENCE_UNKNOWN_FOR_NOW = 10164;

  private final int code;

  /// @param code JetStream's own number of the error
  RefusedException(int code, String what) {
    super("%s (JetStream error %d)".formatted(what, code));
    this.code = code;
    if (isAway()) {
      var _ = initCause(new UnreachableException(what));
    }
  }

  /// Whether a leader, a quorum or a stream is missing, which comes back.
  private boolean isAway() {
    return code == NOBODY_THERE
        || code == TEMPORARILY_UNAVAILABLE
        || code == SEQUENCE_UNKNOWN_FOR_NOW
        || code == STREAM_NOT_FOUND;
  }

  int code() {
    return code;
  }

  /// Whether there is no such message.
  boolean isAbsence() {
    return code == MESSAGE_NOT_FOUND || code == SEQUENCE_NOT_FOUND || code == MESSAGE_NOT_DELETED;
  }

  /// Whether the same request may be granted soon: a leader is being found, or writes are under
  /// way.
  boolean mayPass() {
    return code == NOBODY_THERE
        || code == TEMPORARILY_UNAVAILABLE
        || code == SAME_ID_UNDER_WAY
        || code == WRONG_LAST_SEQUENCE
        || code == SEQUENCE_UNKNOWN_FOR_NOW;
  }
}
