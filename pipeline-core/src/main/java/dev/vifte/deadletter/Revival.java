package dev.vifte.deadletter;

import dev.vifte.job.DeadLetter;
import dev.vifte.job.Entry;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.RecordKey;
import dev.vifte.pipeline.Lane;
import dev.vifte.run.Deployed;
import dev.vifte.run.Dispatch;
import dev.vifte.run.Messages;
import dev.vifte.run.NodeContext;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Jobs whose records have gone while a dead letter of theirs is kept. The letter names the stored
/// input, so such a job runs from its beginning again, as its next run; results that are there
/// already stay as they are.
final class Revival {
  private final NodeContext node;
  private final Dispatch dispatch;

  Revival(NodeContext node) {
    this.node = node;
    this.dispatch = new Dispatch(node);
  }

  /// Whether the input is there.
  boolean possible(DeadLetter dead) throws IOException {
    return node.backend().objects().head(dead.input().key()).isPresent();
  }

  /// Makes the job again and publishes its first tasks; empty when there is a record at its key, an
  /// erased one included.
  Optional<JobRecord> of(DeadLetter dead) throws IOException {
    JobRecord bare = bare(dead);
    Deployed pipeline = node.pipelines().of(bare);
    JobRecord job = bare.with(dead.input(), pipeline.stageVersions());
    if (!node.backend().jobs().create(RecordKey.of(job.id()), job)) {
      return Optional.empty();
    }
    dispatch.send(Messages.first(pipeline.definition(), job));
    return Optional.of(job);
  }

  private JobRecord bare(DeadLetter dead) {
    Instant now = node.clock().instant();
    return new JobRecord(
        Entry.FORMAT,
        dead.task().job(),
        dead.tenant(),
        dead.pipeline(),
        dead.version(),
        Lane.BATCH,
        JobState.RUNNING,
        dead.run() + 1,
        now,
        now,
        Optional.of(now.plus(node.limits().grace())),
        node.node(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
