package dev.vifte.app.settings;

import dev.vifte.ingest.Watch;
import dev.vifte.job.TenantId;
import dev.vifte.pipeline.PipelineName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What comes in from outside: events on NATS, and objects in buckets of others.
///
/// @param nats whether events are taken, where there is NATS
/// @param buckets that an event may name; those that are watched may be read too
/// @param inline bytes of a file inside an event
public record OutsideSettings(
    boolean nats,
    List<String> buckets,
    List<Watch> watches,
    Duration sweep,
    int rate,
    int inline,
    TenantId tenant) {
  static final Key<String> NATS =
      new Key<>(
          "ingest.nats",
          "on",
          Form.oneOf(List.of("on", "off")),
          "whether gateways on NATS take events from `vifte.ingest.<pipeline>` and `vifte.bucket`");
  static final Key<List<String>> BUCKETS =
      new Key<>(
          "ingest.buckets",
          "",
          Form.listOf("names of buckets with commas", OutsideSettings::bucket),
          "buckets whose objects an event may name, in the store of `objects`");
  static final Key<List<Watch>> WATCH =
      new Key<>(
          "ingest.watch",
          "",
          Form.listOf("BUCKET[/PREFIX]=PIPELINE with commas", OutsideSettings::watch),
          "places whose new objects become jobs, such as inbox/photos/=media");
  static final Key<Duration> SWEEP =
      new Key<>(
          "ingest.sweep",
          "30s",
          Form.DURATION,
          "pause between two listings of the places that are watched");
  static final Key<Integer> RATE =
      new Key<>(
          "ingest.rate",
          "100",
          Form.whole(1, 1_000_000),
          "files a second that one pipeline takes from outside on this node; others wait");
  static final Key<Long> INLINE =
      new Key<>("ingest.inline", "64KiB", Form.bytes(0), "size of a file inside an event, at most");
  static final Key<TenantId> TENANT =
      new Key<>(
          "ingest.tenant",
          "default",
          new Form<>("a tenant", OutsideSettings::tenant),
          "whose jobs these are");
  static final List<Key<?>> KEYS = List.of(NATS, BUCKETS, WATCH, SWEEP, RATE, INLINE, TENANT);

  /// Whether anything is to be read from buckets of others.
  public boolean readsBuckets() {
    return !readable().isEmpty();
  }

  /// Buckets of others that may be read: named ones and watched ones.
  public Set<String> readable() {
    var all = new TreeSet<>(buckets);
    watches.forEach(watch -> all.add(watch.bucket()));
    return all;
  }

  static OutsideSettings read(Values values) {
    return new OutsideSettings(
        values.get(NATS).equals("on"),
        values.get(BUCKETS),
        values.get(WATCH),
        values.get(SWEEP),
        values.get(RATE),
        (int) Math.min(values.get(INLINE), Integer.MAX_VALUE),
        values.get(TENANT));
  }

  private static String bucket(String text) {
    if (!text.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw new IllegalArgumentException("must be names of buckets, not '%s'".formatted(text));
    }
    return text;
  }

  private static Watch watch(String text) {
    int equals = text.lastIndexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException(
          "must be BUCKET[/PREFIX]=PIPELINE, not '%s'".formatted(text));
    }
    String place = text.substring(0, equals);
    int slash = place.indexOf('/');
    String prefix = slash < 0 ? "" : place.substring(slash + 1);
    return new Watch(
        bucket(slash < 0 ? place : place.substring(0, slash)), prefix, pipeline(text, equals));
  }

  private static PipelineName pipeline(String text, int equals) {
    try {
      return new PipelineName(text.substring(equals + 1));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must name a pipeline; " + e.getMessage(), e);
    }
  }

  private static TenantId tenant(String text) {
    try {
      return new TenantId(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be a tenant; " + e.getMessage(), e);
    }
  }
}
