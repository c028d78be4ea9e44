package dev.vifte.ingest;

import dev.vifte.erase.SubjectIndex;
import dev.vifte.ingest.ArrivalResult.Refused;
import dev.vifte.job.DeadLetter;
import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobInput;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Refusal;
import dev.vifte.job.TaskId;
import dev.vifte.job.Tombstone;
import dev.vifte.job.Versioned;
import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.PutOptions;
import dev.vifte.object.StoredObject;
import dev.vifte.observe.PipelineEvent.TaskDied;
import dev.vifte.pipeline.Lane;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.PipelineVersion;
import dev.vifte.pipeline.StageKind;
import dev.vifte.run.Deployed;
import dev.vifte.run.NodeContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The dead letters of what came from outside and was refused: the event itself as the input of a
/// refused job, and a letter with the reason. One letter for one arrival, however often it comes.
final class ArrivalLetters {
  private static final MediaType JSON = new MediaType("application/json");
  private static final StageKind KIND = new StageKind("vifte/ingest");
  private static final PipelineVersion NO_VERSION = new PipelineVersion("0".repeat(12));

  private final NodeContext node;
  private final ArrivalIds ids;

  ArrivalLetters(NodeContext node, ArrivalIds ids) {
    this.node = node;
    this.ids = ids;
  }

  /// Writes the letter unless it is there. The letter itself comes last, so that a crash before it
  /// leaves nothing that looks finished.
  Refused write(Arrival arrival, Refusal why) throws IOException {
    TaskId task = ids.letter(arrival);
    var refused = new Refused(task, why);
    if (find(task).isPresent()
        || erased(arrival, task.job())
        || Tombstone.standsFor(task.job(), node.backend().jobs())) {
      return refused;
    }
    JobRecord job = job(task, arrival, why).with(keep(task, arrival), Map.of());
    boolean _ = node.backend().jobs().create(RecordKey.of(task.job()), job);
    if (node.backend().jobs().create(RecordKey.deadLetter(task), letter(task, job, why))) {
      node.listener().on(new TaskDied(task, KIND, why.reason().word()));
    }
    return refused;
  }

  private boolean erased(Arrival arrival, JobId job) throws IOException {
    return arrival.subject().isPresent()
        && !new SubjectIndex(node.backend().jobs()).enter(arrival.subject().get(), job);
  }

  /// Whether a dead letter was written here.
  static boolean isOne(DeadLetter letter) {
    return letter.uses().equals(KIND);
  }

  /// What the letter is about.
  Arrival read(DeadLetter letter) throws IOException {
    try (var content = node.backend().objects().open(letter.input().key(), ByteRange.ALL)) {
      return ArrivalNote.fromJson(content.stream().readAllBytes()).arrival();
    }
  }

  private Optional<Entry> find(TaskId task) throws IOException {
    RecordKey key = RecordKey.deadLetter(task);
    return Optional.ofNullable(node.backend().jobs().read(List.of(key)).get(key))
        .map(Versioned::value);
  }

  private JobInput keep(TaskId task, Arrival arrival) throws IOException {
    var key =
        new ObjectKey("in").child(ids.tenant().value()).child(task.job().value()).child("event");
    byte[] note = new ArrivalNote(ArrivalNote.FORMAT, arrival).json();
    StoredObject stored =
        node.backend().objects().put(key, new ByteArrayInputStream(note), PutOptions.once(JSON));
    return new JobInput("event.json", JSON, stored.size(), stored.sha256(), key);
  }

  private JobRecord job(TaskId task, Arrival arrival, Refusal why) {
    PipelineName pipeline = arrival.pipeline();
    Optional<Deployed> deployed = node.pipelines().current(pipeline);
    Instant now = node.clock().instant();
    return new JobRecord(
        Entry.FORMAT,
        task.job(),
        ids.tenant(),
        pipeline,
        deployed.map(Deployed::version).orElse(NO_VERSION),
        deployed.map(known -> known.definition().lane()).orElse(Lane.INTERACTIVE),
        JobState.REFUSED,
        1,
        now,
        now,
        Optional.empty(),
        node.node(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.of(why.why()),
        arrival.subject());
  }

  private DeadLetter letter(TaskId task, JobRecord job, Refusal why) {
    return new DeadLetter(
        Entry.FORMAT,
        task,
        ids.tenant(),
        job.pipeline(),
        job.version(),
        KIND,
        "1",
        why,
        job.accepted(),
        List.of(),
        node.clock().instant(),
        1,
        DeadLetter.Fate.WAITING);
  }
}
