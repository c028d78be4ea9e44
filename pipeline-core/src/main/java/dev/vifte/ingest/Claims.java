package dev.vifte.ingest;

import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Versioned;
import dev.vifte.run.NodeContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who may upload under a job id: the one whose intent is in the job store and whose lease on it
/// lives. The lease is renewed while bytes flow.
final class Claims {
  private final NodeContext node;

  Claims(NodeContext node) {
    this.node = node;
  }

  /// The answer to an intent.
  sealed interface Claim {
    record Mine(Versioned<JobRecord> intent) implements Claim {}

    record Busy(JobId job, Duration retryAfter) implements Claim {}

    record Known(JobRecord job) implements Claim {}

    record Gone(JobId job) implements Claim {}
  }

  Claim claim(JobRecord intent) throws IOException {
    RecordKey key = RecordKey.of(intent.id());
    if (node.backend().jobs().create(key, intent)) {
      return new Claim.Mine(
          read(key).orElseThrow(() -> new IOException("the intent " + key + " is gone")));
    }
    Optional<Versioned<JobRecord>> found = read(key);
    if (found.isEmpty()) {
      return new Claim.Gone(intent.id());
    }
    return judge(found.get(), intent);
  }

  private Claim judge(Versioned<JobRecord> found, JobRecord intent) throws IOException {
    JobRecord job = found.value();
    boolean open = job.state() == JobState.RECEIVING;
    if (open && job.checkAt().filter(node.clock().instant()::isBefore).isPresent()) {
      var wait = Duration.between(node.clock().instant(), job.checkAt().get());
      return new Claim.Busy(job.id(), wait);
    }
    if (!open && job.state() != JobState.REFUSED) {
      return new Claim.Known(job);
    }
    return node.backend().jobs().replace(found, intent)
        ? new Claim.Mine(read(found.key()).orElseThrow(() -> new IOException("the intent is gone")))
        : new Claim.Busy(job.id(), Duration.ofSeconds(1));
  }

  /// Gives an intent up, so that its key is free at once.
  void release(Versioned<JobRecord> intent, String why) throws IOException {
    Versioned<JobRecord> now = current(intent);
    JobRecord refused =
        now.value().in(JobState.REFUSED, node.clock().instant(), Optional.empty()).because(why);
    boolean _ = node.backend().jobs().replace(now, refused);
  }

  /// The intent as it is now, renewals included; as it was when another has taken it over, so that
  /// the next compare-and-set fails.
  Versioned<JobRecord> current(Versioned<JobRecord> intent) throws IOException {
    return read(intent.key())
        .filter(now ->
            now.value().state() == JobState.RECEIVING
                && now.value().created().equals(intent.value().created()))
        .filter(now -> now.value().owner().equals(intent.value().owner()))
        .orElse(intent);
  }

  Lease keep(Versioned<JobRecord> intent) {
    return new Lease(intent);
  }

  private Optional<Versioned<JobRecord>> read(RecordKey key) throws IOException {
    Versioned<Entry> found = node.backend().jobs().read(List.of(key)).get(key);
    return found != null && found.value() instanceof JobRecord job
        ? Optional.of(new Versioned<>(key, job, found.version()))
        : Optional.empty();
  }

  /// A lease that is renewed by the bytes that flow through it.
  final class Lease {
    private final Versioned<JobRecord> intent;
    private Instant renewAt;
    private boolean renewed;

    private Lease(Versioned<JobRecord> intent) {
      this.intent = intent;
      this.renewAt = node.clock().instant().plus(node.limits().beat());
    }

    InputStream watch(InputStream bytes) {
      return new FilterInputStream(bytes) {
        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
          renew();
          return super.read(target, offset, length);
        }
      };
    }

    /// The intent as it is now; what nobody has renewed is as it was, or another's, and then the
    /// next compare-and-set fails.
    Versioned<JobRecord> now() throws IOException {
      return renewed ? current(intent) : intent;
    }

    private void renew() throws IOException {
      Instant now = node.clock().instant();
      if (now.isBefore(renewAt)) {
        return;
      }
      renewAt = now.plus(node.limits().beat());
      renewed = true;
      Versioned<JobRecord> mine = current(intent);
      JobRecord longer =
          mine.value().in(JobState.RECEIVING, now, Optional.of(now.plus(node.limits().lease())));
      if (!node.backend().jobs().replace(mine, longer)) {
        throw new IOException(
            "another upload with the same Idempotency-Key has taken over; ask for its job");
      }
    }
  }
}
