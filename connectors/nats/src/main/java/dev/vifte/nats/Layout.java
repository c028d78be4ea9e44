package dev.vifte.nats;

import dev.vifte.job.TenantId;
import dev.vifte.queue.PoolName;
import dev.vifte.queue.TaskFilter;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.Placement;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The names of everything on the server, and how the streams are made. All of it begins with the
/// space.
final class Layout {
  /// How long the server knows the ids of what was published.
  private static final Duration DUPLICATE_WINDOW = Duration.ofMinutes(2);

  /// More than a record has in its life, unless it is replayed again and again.
  private static final int REVISIONS = 64;

  private static final long INGEST_BYTES = 256L << 20;
  private static final long EVENT_BYTES = 1L << 30;

  private final NatsSettings settings;
  private final String space;

  Layout(NatsSettings settings) {
    this.settings = settings;
    this.space = settings.space();
  }

  /// Every stream, in the order they are made.
  List<StreamConfiguration> streams() {
    return List.of(work(), ingest(), events(), jobs());
  }

  /// Tasks: each message until it is acknowledged; full means refused.
  StreamConfiguration work() {
    return stream("WORK")
        .subjects(workSubjects())
        .retentionPolicy(RetentionPolicy.WorkQueue)
        .discardPolicy(DiscardPolicy.New)
        .maxBytes(settings.maxWorkBytes())
        .duplicateWindow(DUPLICATE_WINDOW)
        .build();
  }

  /// What others publish to start jobs, until a gateway has taken it.
  StreamConfiguration ingest() {
    return stream("INGEST")
        .subjects(space + ".ingest.*", bucketSubject())
        .retentionPolicy(RetentionPolicy.WorkQueue)
        .discardPolicy(DiscardPolicy.New)
        .maxBytes(INGEST_BYTES)
        .duplicateWindow(DUPLICATE_WINDOW)
        .build();
  }

  /// Lifecycle events, for as long as they are kept.
  StreamConfiguration events() {
    return stream("EVENTS")
        .subjects(space + ".event.>")
        .retentionPolicy(RetentionPolicy.Limits)
        .discardPolicy(DiscardPolicy.Old)
        .maxAge(settings.eventsKept())
        .maxBytes(EVENT_BYTES)
        .duplicateWindow(DUPLICATE_WINDOW)
        .build();
  }

  /// Records; the latest of each key counts. Older ones stay for as long as there is room for them,
  /// since a server overwrites only what it is told to delete: of what it drops by itself the bytes
  /// are left on its disk, and nobody can erase them any more. In the form of a key-value bucket,
  /// so that its tools can read it; without direct gets, which may be stale.
  StreamConfiguration jobs() {
    return builder("KV_" + name("JOBS"))
        .subjects(jobSubject(">"))
        .retentionPolicy(RetentionPolicy.Limits)
        .discardPolicy(DiscardPolicy.New)
        .maxMessagesPerSubject(REVISIONS)
        .allowRollup(true)
        .allowDirect(false)
        .allowMessageTtl()
        .duplicateWindow(DUPLICATE_WINDOW)
        .build();
  }

  /// Where a store tells of its buckets.
  String bucketSubject() {
    return space + ".bucket";
  }

  /// The subject of one record.
  String jobSubject(String key) {
    return "$KV." + name("JOBS") + "." + key;
  }

  String eventSubject(String pipeline, String type) {
    return space + ".event." + pipeline + "." + type;
  }

  /// Where it is said that the events of a job were erased.
  String erasedSubject() {
    return space + ".event.erased";
  }

  String space() {
    return space;
  }

  String workSubjects() {
    return space + ".work.>";
  }

  /// Where the tasks of one pool, lane and shard wait, whoever's they are.
  String workSubjects(WorkPlace place) {
    return workSubject(place, "*");
  }

  String workSubject(WorkPlace place, TenantId tenant) {
    return workSubject(place, tenant.value());
  }

  private String workSubject(WorkPlace place, String tenant) {
    String lane = place.lane().word();
    return space + ".work." + lane + "." + place.pool() + "." + place.shard() + "." + tenant;
  }

  /// Where all tasks of a pool wait.
  String workSubjects(PoolName pool) {
    return "%s.work.*.%s.>".formatted(space, pool);
  }

  /// Where the tasks wait that match a filter.
  String workSubjects(TaskFilter which) {
    return "%s.work.*.%s.*.%s"
        .formatted(
            space,
            which.pool().map(PoolName::value).orElse("*"),
            which.tenant().map(TenantId::value).orElse("*"));
  }

  /// Where it is said that there is work at a place.
  String wakeSubject(WorkPlace place) {
    return "%s.wake.%s.%s.%d".formatted(space, place.pool(), place.lane().word(), place.shard());
  }

  /// Where it is said that there is work for a pool.
  String wakeSubjects(PoolName pool) {
    return "%s.wake.%s.>".formatted(space, pool);
  }

  private String name(String what) {
    return space.toUpperCase(Locale.ROOT) + "_" + what;
  }

  private StreamConfiguration.Builder stream(String what) {
    return builder(name(what));
  }

  private StreamConfiguration.Builder builder(String name) {
    StreamConfiguration.Builder stream =
        StreamConfiguration.builder()
            .name(name)
            .storageType(StorageType.File)
            .replicas(settings.replicas());
    NatsPlacement where = settings.placement();
    return where.isAnywhere()
        ? stream
        : stream.placement(new Placement(where.cluster().orElse(null), where.tags()));
  }
}
