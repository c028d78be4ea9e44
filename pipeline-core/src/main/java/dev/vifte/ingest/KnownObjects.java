package dev.vifte.ingest;

import dev.vifte.ingest.Arrival.Seen;
import dev.vifte.job.DeadLetter;
import dev.vifte.job.Entry;
import dev.vifte.job.JobRecord;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Tombstone;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.run.NodeContext;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which objects the job store knows, asked for many at once.
final class KnownObjects {
  private final NodeContext node;
  private final ArrivalIds ids;

  KnownObjects(NodeContext node, ArrivalIds ids) {
    this.node = node;
    this.ids = ids;
  }

  /// Those that have a job or a dead letter, or whose job was erased.
  Set<Seen> among(Collection<Seen> objects, PipelineName pipeline) throws IOException {
    Map<RecordKey, Seen> keys = new HashMap<>();
    for (Seen each : objects) {
      var key = ArrivalIds.key(each.bucket(), each.key(), each.etag());
      keys.put(RecordKey.of(ids.job(pipeline, key)), each);
      keys.put(RecordKey.deadLetter(ids.letter(Arrival.of(each, pipeline))), each);
    }
    Set<Seen> known = new HashSet<>();
    node.backend()
        .jobs()
        .read(keys.keySet())
        .forEach((key, found) -> {
          if (isDone(found.value())) {
            known.add(keys.get(key));
          }
        });
    return known;
  }

  private static boolean isDone(Entry entry) {
    return switch (entry) {
      case JobRecord job -> ArrivalUpload.isAccepted(job);
      case Tombstone _, DeadLetter _ -> true;
      default -> false;
    };
  }
}
