package dev.vifte.ingest;

import dev.vifte.job.TenantId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What may come in from outside, and how fast.
///
/// @param tenant whose jobs these are
/// @param watches places whose objects become jobs; the longest prefix counts where two overlap
/// @param own where our objects lie, when those are buckets
/// @param sweep pause between two listings of the places that are watched
/// @param rate jobs a second that one pipeline takes from outside on this node
/// @param inline bytes that a file inside an event may have
public record IngestSettings(
    TenantId tenant,
    List<Watch> watches,
    List<OwnPlace> own,
    Duration sweep,
    int rate,
    int inline) {
  public static final IngestSettings DEFAULTS =
      new IngestSettings(
          new TenantId("default"), List.of(), List.of(), Duration.ofSeconds(30), 100, 64 * 1024);

  public IngestSettings {
    own = List.copyOf(own);
    watches =
        watches.stream()
            .sorted(Comparator.comparingInt((Watch watch) -> watch.prefix().length()).reversed())
            .toList();
    if (!sweep.isPositive() || rate < 1 || inline < 0) {
      throw new IllegalArgumentException(
          "ingest settings must be: sweep > 0, rate >= 1, inline >= 0");
    }
  }

  public IngestSettings withTenant(TenantId whose) {
    return new IngestSettings(whose, watches, own, sweep, rate, inline);
  }

  public IngestSettings watching(List<Watch> places) {
    return new IngestSettings(tenant, places, own, sweep, rate, inline);
  }

  public IngestSettings withOwn(List<OwnPlace> places) {
    return new IngestSettings(tenant, watches, places, sweep, rate, inline);
  }

  public IngestSettings withSweep(Duration pause) {
    return new IngestSettings(tenant, watches, own, pause, rate, inline);
  }

  public IngestSettings withRate(int jobsPerSecond) {
    return new IngestSettings(tenant, watches, own, sweep, jobsPerSecond, inline);
  }

  public IngestSettings withInline(int bytes) {
    return new IngestSettings(tenant, watches, own, sweep, rate, bytes);
  }

  /// Whether that object is one of ours.
  boolean isOwn(String bucket, String key) {
    return own.stream().anyMatch(place -> place.holds(bucket, key));
  }

  /// Who watches that object, if anybody does.
  public Optional<Watch> watch(String bucket, String key) {
    return watches.stream().filter(watch -> watch.covers(bucket, key)).findFirst();
  }
}
