package dev.vifte.ingest;

import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Tombstone;
import dev.vifte.job.Versioned;
import dev.vifte.run.NodeContext;
import dev.vifte.stage.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Brings the bytes of an arrival in by the same door as every upload: [Intake], then [Uploads].
final class ArrivalUpload {
  private final NodeContext node;
  private final ArrivalIds ids;
  private final Uploads uploads;
  private final Intake intake;

  ArrivalUpload(NodeContext node, ArrivalIds ids, Uploads uploads, Intake intake) {
    this.node = node;
    this.ids = ids;
    this.uploads = uploads;
    this.intake = intake;
  }

  /// Opens the bytes once there is a place for them.
  @FunctionalInterface
  interface Opening {
    InputStream open() throws IOException;
  }

  /// What is known of this key already, so that the bytes need not be read again.
  Optional<Taken> known(Arrival arrival, String key) throws IOException {
    JobId id = ids.job(arrival.pipeline(), key);
    RecordKey record = RecordKey.of(id);
    Versioned<Entry> found = node.backend().jobs().read(List.of(record)).get(record);
    if (found == null) {
      return Optional.empty();
    }
    return switch (found.value()) {
      case Tombstone _ ->
          Optional.of(new Taken.Erased("its job was erased; under another name it is a new one"));
      case JobRecord job when isAccepted(job) -> Optional.of(new Taken.Job(id, true));
      default -> Optional.empty();
    };
  }

  static boolean isAccepted(JobRecord job) {
    return job.state() != JobState.RECEIVING && job.state() != JobState.REFUSED;
  }

  /// Makes the job.
  ///
  /// @param name of the file, for people
  Taken take(Arrival arrival, String key, String name, Opening bytes) throws IOException {
    return switch (intake.ask(ids.tenant(), arrival.pipeline())) {
      case Intake.Answer.TooManyRequests(String why, Duration wait) -> new Taken.NotNow(wait, why);
      case Intake.Answer.Unavailable(String why, Duration wait) -> new Taken.NotNow(wait, why);
      case Intake.Answer.Welcome(var place) -> {
        try (place;
            InputStream opened = bytes.open()) {
          yield told(uploads.accept(request(arrival, key, name), opened));
        }
      }
    };
  }

  private UploadRequest request(Arrival arrival, String key, String name) {
    return new UploadRequest(
        ids.tenant(),
        arrival.pipeline(),
        name,
        Optional.of(key),
        Optional.empty(),
        arrival.traceparent(),
        arrival.subject());
  }

  private static Taken told(UploadResult result) {
    return switch (result) {
      case UploadResult.Accepted(JobRecord job, boolean repeated) ->
          new Taken.Job(job.id(), repeated);
      case UploadResult.InProgress(JobId _, Duration wait) ->
          new Taken.NotNow(wait, "another node is taking the same file in");
      case UploadResult.Empty(String why) -> Taken.refused(Reason.EMPTY, why);
      case UploadResult.TooLarge(String why, long _) -> Taken.refused(Reason.TOO_LARGE, why);
      case UploadResult.WrongType(String why, String _) -> Taken.refused(Reason.UNSUPPORTED, why);
      case UploadResult.Erased(String why) -> new Taken.Erased(why);
      // no letter either: it would lie here, too
      case UploadResult.Elsewhere(String why) -> new Taken.Erased(why);
      case UploadResult.UnknownPipeline(String why) -> Taken.refused(Reason.INVALID_INPUT, why);
      case UploadResult.KeyMismatch _ ->
          Taken.refused(
              Reason.INVALID_INPUT,
              "an event of this source and id came before with another file; give each event an id"
                  + " of its own");
    };
  }
}
