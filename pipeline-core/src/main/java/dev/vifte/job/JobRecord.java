package dev.vifte.job;

import dev.vifte.observe.TraceContext;
import dev.vifte.pipeline.Lane;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.PipelineVersion;
import dev.vifte.pipeline.StageName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The record of one job. It exists before the first byte is stored (intent first) and is touched
/// only at its beginning and end, never per task.
///
/// @param run 1 at first; a replay of a dead letter opens the job again as the next run
/// @param changed last write
/// @param checkAt when the reconciler looks at it next; empty once ended
/// @param owner the node that takes the upload, while receiving
/// @param input empty while receiving
/// @param stageVersions of every stage, fixed at acceptance: part of the output keys
/// @param traceparent of the upload, which all its tasks stand under
/// @param why it was refused or cancelled, for people
/// @param subject the person whose data it holds, where the uploader named one
public record JobRecord(
    int format,
    JobId id,
    TenantId tenant,
    PipelineName pipeline,
    PipelineVersion version,
    Lane lane,
    JobState state,
    int run,
    Instant created,
    Instant changed,
    Optional<Instant> checkAt,
    NodeId owner,
    Optional<JobInput> input,
    Map<StageName, String> stageVersions,
    Optional<TraceContext> traceparent,
    Optional<String> why,
    Optional<Subject> subject)
    implements Entry {
  public JobRecord {
    stageVersions = Map.copyOf(stageVersions);
  }

  @Override
  public Optional<Instant> due() {
    return checkAt;
  }

  /// This job in another state at `now`, to be looked at again at `check`.
  ///
  /// @throws IllegalStateException when nothing leads from its state to `next`
  public JobRecord in(JobState next, Instant now, Optional<Instant> check) {
    return at(state.to(next), run, now, check);
  }

  /// This job opened again for a replay.
  public JobRecord nextRun(Instant now, Instant check) {
    return at(state.to(JobState.RUNNING), run + 1, now, Optional.of(check));
  }

  /// This job with nothing left that the reconciler should look at.
  public JobRecord attended() {
    return at(state, run, changed, Optional.empty());
  }

  private JobRecord at(JobState next, int number, Instant now, Optional<Instant> check) {
    return new JobRecord(
        format,
        id,
        tenant,
        pipeline,
        version,
        lane,
        next,
        number,
        created,
        now,
        check,
        owner,
        input,
        stageVersions,
        traceparent,
        why,
        subject);
  }

  /// This job with its stored input and the versions of its stages.
  public JobRecord with(JobInput stored, Map<StageName, String> versions) {
    return holding(Optional.of(stored), versions, why);
  }

  /// This job with a sentence for people.
  public JobRecord because(String sentence) {
    return holding(input, stageVersions, Optional.of(sentence));
  }

  @Override
  public JobRecord in(Wording words) {
    return holding(input.map(file -> file.in(words)), stageVersions, why.map(words::text));
  }

  private JobRecord holding(
      Optional<JobInput> stored, Map<StageName, String> versions, Optional<String> sentence) {
    return new JobRecord(
        format,
        id,
        tenant,
        pipeline,
        version,
        lane,
        state,
        run,
        created,
        changed,
        checkAt,
        owner,
        stored,
        versions,
        traceparent,
        sentence,
        subject);
  }

  /// The input of an accepted job.
  ///
  /// @throws IllegalStateException while receiving
  public JobInput accepted() {
    return input.orElseThrow(() -> new IllegalStateException("job " + id + " has no input yet"));
  }
}
