package dev.vifte.ingest;

import dev.vifte.ingest.Arrival.Inline;
import dev.vifte.ingest.Arrival.Named;
import dev.vifte.ingest.Arrival.Seen;
import dev.vifte.ingest.Arrival.Unreadable;
import dev.vifte.ingest.ArrivalResult.Accepted;
import dev.vifte.ingest.ArrivalResult.Later;
import dev.vifte.ingest.ArrivalResult.PassedOver;
import dev.vifte.job.DeadLetter;
import dev.vifte.job.JobId;
import dev.vifte.job.Refusal;
import dev.vifte.object.BucketNotAllowedException;
import dev.vifte.object.BucketObjectChangedException;
import dev.vifte.object.Buckets;
import dev.vifte.observe.PipelineEvent.ArrivalJudged;
import dev.vifte.observe.PipelineEvent.NodeTroubled;
import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.run.Deployed;
import dev.vifte.run.NodeContext;
import dev.vifte.stage.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/// The way in for what comes from outside. The bytes are copied into our own store through
/// [Uploads], so that a job never depends on a bucket of others. One event, or one content of one
/// object, is one job, however often and on whatever way it is brought. Blocking calls; safe for
/// use by many threads.
public final class Arrivals {
  /// More jobs than this never lead to one another: it is a loop.
  static final int MOST_HOPS = 8;

  /// So often something that surprises us is tried before it is given up.
  private static final int MOST_SURPRISES = 5;

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final NodeContext node;
  private final IngestSettings settings;
  private final Rates rates;
  private final ArrivalLetters letters;
  private final Copies copies;
  private final KnownObjects known;

  /// @param buckets those of others that may be read
  public Arrivals(
      NodeContext node, IngestSettings settings, Uploads uploads, Intake intake, Buckets buckets) {
    this.node = node;
    this.settings = settings;
    this.rates = new Rates(settings.rate());
    var ids = new ArrivalIds(settings.tenant());
    this.letters = new ArrivalLetters(node, ids);
    var upload = new ArrivalUpload(node, ids, uploads, intake);
    this.copies = new Copies(settings, upload, buckets);
    this.known = new KnownObjects(node, ids);
  }

  public IngestSettings settings() {
    return settings;
  }

  /// Makes a job of an arrival, or a dead letter. Never throws for what the arrival or a store
  /// does.
  ///
  /// @param tried how often this arrival was brought before; the more often, the longer it waits
  ///   for what is down
  public ArrivalResult accept(Arrival arrival, int tried) {
    ArrivalResult result;
    try {
      result = judged(arrival, tried);
    } catch (IOException e) {
      result = new Later(pause(tried), String.valueOf(e.getMessage()));
    }
    node.listener().on(new ArrivalJudged(arrival.pipeline(), result.word()));
    return result;
  }

  /// Brings what a dead letter is about once more.
  ///
  /// @throws IOException when the letter cannot be read
  public ArrivalResult again(DeadLetter letter) throws IOException {
    return accept(letters.read(letter), 0);
  }

  /// Whether a dead letter is one of an arrival, to be brought [#again].
  public static boolean isLetter(DeadLetter letter) {
    return ArrivalLetters.isOne(letter);
  }

  /// Those objects that need not be brought.
  Set<Seen> known(Collection<Seen> objects, PipelineName pipeline) throws IOException {
    return known.among(objects, pipeline);
  }

  private ArrivalResult judged(Arrival arrival, int tried) throws IOException {
    try {
      return taken(arrival);
    } catch (RuntimeException e) {
      node.listener().on(new NodeTroubled(e));
      return tried < MOST_SURPRISES
          ? new Later(pause(tried), String.valueOf(e.getMessage()))
          : letters.write(
              arrival, new Refusal(Reason.CRASHED, "it could not be handled: " + e.getMessage()));
    }
  }

  private ArrivalResult taken(Arrival arrival) throws IOException {
    Optional<Deployed> pipeline = pipeline(arrival.pipeline());
    if (pipeline.isEmpty() ? !rates.allowUnknown() : !rates.allow(arrival.pipeline())) {
      return overRate(arrival.pipeline());
    }
    if (arrival.content() instanceof Unreadable(Refusal why)) {
      return letters.write(arrival, why);
    }
    if (pipeline.isEmpty()) {
      return letters.write(arrival, unknown(arrival.pipeline()));
    }
    if (arrival.hops() > MOST_HOPS) {
      return letters.write(arrival, loop(arrival.hops()));
    }
    try {
      return copy(arrival, pipeline.get());
    } catch (BucketNotAllowedException e) {
      return letters.write(arrival, refusal(Reason.FORBIDDEN, e));
    } catch (BucketObjectChangedException e) {
      return letters.write(arrival, refusal(Reason.INVALID_INPUT, e));
    }
  }

  private ArrivalResult copy(Arrival arrival, Deployed pipeline) throws IOException {
    return switch (copied(arrival, pipeline.definition())) {
      case Taken.Job(JobId id, boolean repeated) -> new Accepted(id, repeated);
      case Taken.Refused(Refusal why) -> letters.write(arrival, why);
      case Taken.Ours(String why) ->
          arrival.content() instanceof Seen
              ? new PassedOver(why)
              : letters.write(arrival, new Refusal(Reason.FORBIDDEN, why));
      case Taken.Erased(String why) -> new PassedOver(why);
      case Taken.NotNow(Duration wait, String why) -> new Later(wait, why);
    };
  }

  private Taken copied(Arrival arrival, Definition pipeline) throws IOException {
    return switch (arrival.content()) {
      case Unreadable(Refusal why) -> new Taken.Refused(why);
      case Inline inline -> copies.of(inline, arrival);
      case Named(String bucket, String key, Optional<String> etag) ->
          copies.of(new Copies.Target(bucket, key, etag), arrival, pipeline);
      case Seen(String bucket, String key, String etag) ->
          copies.of(new Copies.Target(bucket, key, Optional.of(etag)), arrival, pipeline);
    };
  }

  /// A pipeline that was deployed a moment ago on another node counts.
  private Optional<Deployed> pipeline(PipelineName name) throws IOException {
    Optional<Deployed> here = node.pipelines().current(name);
    if (here.isPresent()) {
      return here;
    }
    var _ = node.pipelines().refresh();
    return node.pipelines().current(name);
  }

  private Later overRate(PipelineName pipeline) {
    Duration wait = Rates.PERIOD.plusMillis(node.random().nextLong(Rates.PERIOD.toMillis()));
    return new Later(
        wait,
        "pipeline '%s' takes %d files a second from outside (ingest.rate)"
            .formatted(pipeline, settings.rate()));
  }

  /// Twice as long each time, half of it by chance.
  private Duration pause(int tried) {
    long most = Math.min(1000L << Math.min(tried, 10), LONGEST.toMillis());
    return Duration.ofMillis(most / 2 + node.random().nextLong(most / 2 + 1));
  }

  private Refusal unknown(PipelineName pipeline) {
    var names = node.pipelines().all().stream().map(d -> d.name().value()).sorted().toList();
    return new Refusal(
        Reason.INVALID_INPUT,
        "there is no pipeline '%s'; there are: %s".formatted(pipeline, names));
  }

  private static Refusal refusal(Reason reason, IOException e) {
    return new Refusal(reason, String.valueOf(e.getMessage()));
  }

  private static Refusal loop(int hops) {
    return new Refusal(
        Reason.FORBIDDEN,
        "%d jobs led to this event (viftehops), at most %d may: results seem to start jobs again"
            .formatted(hops, MOST_HOPS));
  }
}
