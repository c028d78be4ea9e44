package dev.vifte.loadtest.ingest;

import dev.vifte.loadtest.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// What was published and what became of it, by trace id. Safe for use by many threads.
final class Ledger {
  private final ConcurrentMap<String, Long> published = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, End> ends = new ConcurrentHashMap<>();

  private record End(String state, long nanos) {}

  void published(String trace, long nanos) {
    published.put(trace, nanos);
  }

  /// Jobs of others are passed over. Of several ends of one job the first counts.
  void ended(String trace, String state, long nanos) {
    if (published.containsKey(trace)) {
      ends.putIfAbsent(trace, new End(state, nanos));
    }
  }

  /// Events whose job has not ended.
  int open() {
    return published.size() - ends.size();
  }

  /// How many ended in which state.
  Map<String, Integer> states() {
    var counts = new TreeMap<String, Integer>();
    ends.values().forEach(end -> counts.merge(end.state(), 1, Integer::sum));
    return counts;
  }

  /// From publishing to the job's end, of at least that part of the events that ended.
  ///
  /// @param part from 0 to 1
  Duration ready(double part) {
    List<Double> times = new ArrayList<>();
    ends.forEach((trace, end) ->
        times.add((double) (end.nanos() - published.getOrDefault(trace, end.nanos()))));
    return times.isEmpty() ? Duration.ZERO : Duration.ofNanos((long) Figure.quantile(times, part));
  }
}
