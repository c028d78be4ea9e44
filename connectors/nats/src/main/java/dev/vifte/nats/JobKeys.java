package dev.vifte.nats;

import dev.vifte.job.JobId;
import dev.vifte.job.RecordKey;
import java.util.Optional;

/// Keys of records as tokens of a subject: `<job>.j`, `<job>.t.<stage>[.<item>]` and
/// `<job>.d.<stage>[.<item>]`. The dots of an item are written `=`, which no item contains.
final class JobKeys {
  /// Tokens behind a job's.
  private static final String OF_JOB = "j";

  private JobKeys() {}

  static String tokens(RecordKey key) {
    String part = key.part().isEmpty() ? OF_JOB : key.part().replace('.', '=').replace('/', '.');
    return key.job() + "." + part;
  }

  /// Every key of a job.
  static String tokens(JobId job) {
    return job + ".>";
  }

  /// Reads what [#tokens] wrote; empty for keys of another kind.
  static Optional<RecordKey> parse(String tokens) {
    int dot = tokens.indexOf('.');
    if (dot < 8) {
      return Optional.empty();
    }
    String rest = tokens.substring(dot + 1);
    String part = rest.equals(OF_JOB) ? "" : rest.replace('.', '/').replace('=', '.');
    return Optional.of(new RecordKey(new JobId(tokens.substring(0, dot)), part));
  }
}
