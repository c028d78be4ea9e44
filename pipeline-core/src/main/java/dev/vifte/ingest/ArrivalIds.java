package dev.vifte.ingest;

import dev.vifte.ingest.Arrival.Inline;
import dev.vifte.ingest.Arrival.Named;
import dev.vifte.ingest.Arrival.Seen;
import dev.vifte.ingest.Arrival.Unreadable;
import dev.vifte.job.JobId;
import dev.vifte.job.TaskId;
import dev.vifte.job.TenantId;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.StageName;

/// Ids that follow from what arrives, so that it is one job, or one dead letter, however often and
/// on whatever way it comes.
record ArrivalIds(TenantId tenant) {
  private static final StageName INGEST = new StageName("ingest");

  /// The idempotency key of one content of an object. Line breaks keep it apart from those of
  /// uploads.
  static String key(String bucket, String key, String etag) {
    return String.join("\n", "object", bucket, key, etag);
  }

  static String key(Inline inline) {
    return "event\n" + inline.event();
  }

  JobId job(PipelineName pipeline, String key) {
    return JobIds.of(tenant, pipeline, key);
  }

  /// The dead letter that an arrival becomes. An object that is meant as it was at some moment has
  /// one; any other event has one for its very text, so that a corrected one has its own.
  TaskId letter(Arrival arrival) {
    String what =
        switch (arrival.content()) {
          case Seen(String bucket, String key, String etag) -> key(bucket, key, etag);
          case Named named when named.etag().isPresent() ->
              key(named.bucket(), named.key(), named.etag().get());
          case Named _, Inline _, Unreadable _ -> arrival.raw();
        };
    return TaskId.of(job(arrival.pipeline(), "refused\n" + what), INGEST);
  }
}
