package dev.vifte.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.PipelineVersion;
import dev.vifte.pipeline.StageKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A task that was given up, with all that is needed to understand it and to try it again.
///
/// @param stageVersion of the code that gave up
/// @param run of the job it died in
public record DeadLetter(
    int format,
    TaskId task,
    TenantId tenant,
    PipelineName pipeline,
    PipelineVersion version,
    StageKind uses,
    String stageVersion,
    Refusal refusal,
    JobInput input,
    List<AttemptNote> log,
    Instant died,
    int run,
    Fate fate)
    implements Entry {
  public DeadLetter {
    log = List.copyOf(log);
  }

  /// What became of it.
  public enum Fate {
    WAITING,
    REPLAYED,
    DROPPED;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Fate of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  public DeadLetter nowIs(Fate next) {
    return with(refusal, input, log, next);
  }

  @Override
  public DeadLetter in(Wording words) {
    return with(refusal.in(words), input.in(words), AttemptNote.in(words, log), fate);
  }

  private DeadLetter with(Refusal why, JobInput file, List<AttemptNote> history, Fate now) {
    return new DeadLetter(
        format,
        task,
        tenant,
        pipeline,
        version,
        uses,
        stageVersion,
        why,
        file,
        history,
        died,
        run,
        now);
  }

  @Override
  public Optional<Instant> due() {
    return Optional.empty();
  }
}
