package dev.vifte.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An erasure: what has to go and how far that is. It is written before anything is removed, so
/// that it comes to its end whatever dies meanwhile, and stays as its own receipt. Holds no
/// personal data.
///
/// @param began and from then on nothing new of the target is accepted
/// @param checkAt when it goes on; empty once ended
/// @param removed so far
/// @param hooks programs of the customer that were told, each once for the last answer it gave
public record Erasure(
    int format,
    TenantId tenant,
    Target target,
    Phase phase,
    Instant began,
    Instant changed,
    Optional<Instant> checkAt,
    Removed removed,
    List<HookAnswer> hooks)
    implements Entry {
  /// What all ids of erasures begin with, and no id of a job does.
  private static final String PREFIX = "e-";

  public Erasure {
    hooks = List.copyOf(hooks);
  }

  /// What is erased.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "of")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = OneJob.class, name = "job"),
    @JsonSubTypes.Type(value = Person.class, name = "subject")
  })
  public sealed interface Target {}

  /// One job with all it left.
  public record OneJob(JobId job) implements Target {}

  /// Every job that named this data subject.
  public record Person(Subject subject) implements Target {}

  /// How far it is.
  public enum Phase {
    /// Not everything was removed once.
    REMOVING,
    /// Everything was; what late writers leave is swept.
    SWEEPING,
    /// One sweep has found nothing.
    QUIET,
    /// Two in a row have found nothing; the hooks of the customer are called.
    CALLING,
    /// Nothing is left.
    DONE,
    /// Nothing is left here, but a hook could not be told.
    INCOMPLETE;

    public boolean ended() {
      return this == DONE || this == INCOMPLETE;
    }

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Phase of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// What was removed.
  ///
  /// @param objects with their older versions and unfinished puts
  /// @param messages that waited in the queue
  public record Removed(long jobs, long records, long objects, long messages, long events) {
    public static final Removed NOTHING = new Removed(0, 0, 0, 0, 0);

    public Removed and(Removed more) {
      return new Removed(
          jobs + more.jobs,
          records + more.records,
          objects + more.objects,
          messages + more.messages,
          events + more.events);
    }
  }

  /// What a hook of the customer answered.
  ///
  /// @param tries how often it was called
  /// @param told it knows now
  public record HookAnswer(String hook, int tries, boolean told, Instant at, String answer) {}

  /// An erasure that begins now.
  public static Erasure begin(TenantId tenant, Target target, Instant now) {
    return new Erasure(
        FORMAT,
        tenant,
        target,
        Phase.REMOVING,
        now,
        now,
        Optional.of(now),
        Removed.NOTHING,
        List.of());
  }

  /// The id of the one erasure there can be of a target.
  public static JobId idOf(Target target) {
    return switch (target) {
      case OneJob(JobId job) -> new JobId(PREFIX + job);
      case Person(Subject subject) -> new JobId(PREFIX + subject);
    };
  }

  public JobId id() {
    return idOf(target);
  }

  @Override
  public Optional<Instant> due() {
    return checkAt;
  }

  /// This erasure further on, to be looked at again at `check`.
  public Erasure at(Phase next, Instant now, Optional<Instant> check) {
    return new Erasure(format, tenant, target, next, began, now, check, removed, hooks);
  }

  /// This erasure with what else was removed.
  public Erasure removing(Removed more) {
    return new Erasure(
        format, tenant, target, phase, began, changed, checkAt, removed.and(more), hooks);
  }

  /// This erasure with the answers of hooks.
  public Erasure hearing(List<HookAnswer> answers) {
    return new Erasure(format, tenant, target, phase, began, changed, checkAt, removed, answers);
  }
}
