package dev.vifte.ingest;

import dev.vifte.job.TenantId;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.queue.Load;
import dev.vifte.run.NodeContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Whether another upload may come in, decided before its body is read: what is accepted is
/// finished, so what cannot be is not accepted. Looks at the queue once a second at most. Safe for
/// use by many threads.
public final class Intake {
  private final NodeContext node;
  private final Limits limits;
  private final Semaphore uploads;
  private final Outlook outlook;
  private final Tenants tenants;

  /// How much may come in.
  ///
  /// @param uploads at once on this node
  /// @param fullAt part of the queue's bytes at which intake stops; the rest is for successors
  /// @param tenantPart of that, and of the uploads at once, that one tenant may take
  /// @param longestWait intake stops when the first task of an upload would wait longer at the
  ///   present pace, or when one of its pipeline waits that long already
  /// @param shares of each tenant
  /// @param residency whose files may lie here at all
  public record Limits(
      int uploads,
      double fullAt,
      double tenantPart,
      Duration longestWait,
      Shares shares,
      Residency residency) {
    public static final Limits DEFAULTS =
        new Limits(64, 0.7, 0.9, Duration.ofHours(24), Shares.same(Share.DEFAULTS));

    public Limits {
      if (uploads < 1 || !isPart(fullAt) || !isPart(tenantPart) || !longestWait.isPositive()) {
        throw new IllegalArgumentException(
            "intake limits must be: uploads >= 1, 0 < full at, tenant part <= 1, longest wait > 0");
      }
    }

    /// Where files of every tenant may lie.
    public Limits(
        int uploads, double fullAt, double tenantPart, Duration longestWait, Shares shares) {
      this(uploads, fullAt, tenantPart, longestWait, shares, Residency.ANYWHERE);
    }

    /// These limits where files of some tenants have to lie elsewhere.
    public Limits residency(Residency whose) {
      return new Limits(uploads, fullAt, tenantPart, longestWait, shares, whose);
    }

    /// These limits with another number of uploads at once.
    public Limits uploads(int most) {
      return new Limits(most, fullAt, tenantPart, longestWait, shares, residency);
    }

    /// These limits with another part of the queue for uploads.
    public Limits fullAt(double part) {
      return new Limits(uploads, part, tenantPart, longestWait, shares, residency);
    }

    /// These limits with another part for one tenant.
    public Limits tenantPart(double part) {
      return new Limits(uploads, fullAt, part, longestWait, shares, residency);
    }

    /// These limits with another patience.
    public Limits longestWait(Duration wait) {
      return new Limits(uploads, fullAt, tenantPart, wait, shares, residency);
    }

    /// These limits with other shares.
    public Limits shares(Shares each) {
      return new Limits(uploads, fullAt, tenantPart, longestWait, each, residency);
    }

    private static boolean isPart(double part) {
      return part > 0 && part <= 1;
    }
  }

  /// The answer at the door.
  public sealed interface Answer {
    /// Come in; close when the upload is over.
    record Welcome(Place place) implements Answer {}

    /// This tenant sends more than its share.
    record TooManyRequests(String why, Duration retryAfter) implements Answer {}

    /// Nobody can come in now.
    record Unavailable(String why, Duration retryAfter) implements Answer {}
  }

  /// A place for one upload; closing gives it back.
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }

  public Intake(NodeContext node, Limits limits) {
    this.node = node;
    this.limits = limits;
    this.uploads = new Semaphore(limits.uploads());
    this.outlook = new Outlook(node);
    this.tenants = new Tenants(Math.max(1, (int) (limits.uploads() * limits.tenantPart())));
  }

  /// Asks for a place for one upload.
  public Answer ask(TenantId tenant, PipelineName pipeline) throws IOException {
    Outlook.Seen seen = outlook.now();
    Optional<? extends Answer> tenantRefused = overShare(tenant, seen.load());
    if (tenantRefused.isPresent()) {
      return tenantRefused.get();
    }
    Duration oldest = outlook.oldest(pipeline);
    Optional<Answer.Unavailable> refused = overCapacity().or(() -> late(oldest));
    return refused.isPresent() ? refused.get() : enter(tenant);
  }

  private Answer enter(TenantId tenant) {
    if (!uploads.tryAcquire()) {
      return new Answer.Unavailable(
          "%d uploads are coming in already (intake.uploads); send the file again later"
              .formatted(limits.uploads()),
          wait(2));
    }
    Tenants.Tenant one = tenants.of(tenant, limits.shares().of(tenant));
    if (!one.enter()) {
      uploads.release();
      return tooMany(
          "%d uploads of yours are coming in already; let them end first".formatted(one.uploads()),
          2);
    }
    outlook.welcomed(tenant);
    return new Answer.Welcome(() -> {
      uploads.release();
      one.leave();
    });
  }

  /// Whether more work may come in at all; the answer when not.
  public Optional<Answer.Unavailable> overCapacity() throws IOException {
    Load load = outlook.now().load();
    long most = load.room(limits.fullAt());
    double patience = outlook.pace().perSecond() * limits.longestWait().toMillis() / 1000;
    if (load.bytes() >= load.limit() * limits.fullAt()) {
      return unavailable(
          "the queue is full; it drains by itself", (double) (load.messages() - most));
    }
    return patience > 0 && load.messages() > patience
        ? unavailable(
            "what waits takes more than %d s (intake.longest-wait)"
                .formatted(limits.longestWait().toSeconds()),
            load.messages() - patience)
        : Optional.empty();
  }

  private Optional<Answer.Unavailable> late(Duration oldest) {
    return oldest.compareTo(limits.longestWait()) > 0
        ? unavailable(
            "files wait for %d s already (intake.longest-wait is %d s)"
                .formatted(oldest.toSeconds(), limits.longestWait().toSeconds()),
            1)
        : Optional.empty();
  }

  private Optional<Answer.TooManyRequests> overShare(TenantId tenant, Load load) {
    Share share = limits.shares().of(tenant);
    long most = Math.min(share.tasks(), load.room(limits.fullAt() * limits.tenantPart()));
    long held = load.of(tenant) + outlook.welcomedSince(tenant);
    if (held >= most) {
      return Optional.of(
          new Answer.TooManyRequests(
              "%d tasks of yours are in the queue, and %d may be; wait until some have ended"
                  .formatted(held, most),
              outlook.pace().until((double) (held - most + 1), node.random())));
    }
    return tenants.of(tenant, share).mayCome(share.perSecond())
        ? Optional.empty()
        : Optional.of(
            tooMany(
                "more than %d uploads in a second; send them more slowly"
                    .formatted(share.perSecond()),
                1));
  }

  private Answer.TooManyRequests tooMany(String why, int seconds) {
    return new Answer.TooManyRequests(why, wait(seconds));
  }

  private Optional<Answer.Unavailable> unavailable(String why, double excess) {
    return Optional.of(
        new Answer.Unavailable(
            why + "; try again later", outlook.pace().until(excess, node.random())));
  }

  private Duration wait(int seconds) {
    return Duration.ofMillis(seconds * 1000L + node.random().nextLong(seconds * 200L + 1));
  }
}
