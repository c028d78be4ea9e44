package dev.vifte.nats;

import dev.vifte.Json;
import dev.vifte.Names;
import dev.vifte.job.Leases;
import dev.vifte.job.NodeId;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Leases as keys that their holder writes again and again: who sees one stand still for its
/// length, by a clock of its own, takes it. Wall clocks have no part in it.
final class KvLeases implements Leases {
  private static final int FORMAT = 1;

  private final Kv kv;
  private final String process;
  private final LongSupplier nanoTime;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  /// @param process which no other process is called, whatever its node id
  /// @param nanoTime in production [System#nanoTime]
  KvLeases(Kv kv, String process, LongSupplier nanoTime) {
    this.kv = kv;
    this.process = process;
    this.nanoTime = nanoTime;
  }

  /// A lease as it stands; without a holder it is free.
  private record Lease(int format, Optional<Holder> holder) {
    static Lease read(Kv.Found found) {
      return Json.read(found.value(), Lease.class);
    }
  }

  /// @param millis the length that the holder asked for
  private record Holder(NodeId node, String process, long millis) {
    boolean is(NodeId who, String where) {
      return node.equals(who) && process.equals(where);
    }
  }

  /// A lease of another, and since when it has stood like this.
  private record Seen(long sequence, long since) {}

  @Override
  public boolean hold(String name, NodeId who, Duration length) throws IOException {
    long begun = nanoTime.getAsLong();
    Optional<Kv.Found> found = kv.read(key(name));
    Optional<Holder> holder = found.map(Lease::read).flatMap(Lease::holder);
    if (holder.isPresent() && !holder.get().is(who, process)) {
      Duration theirs = Duration.ofMillis(holder.get().millis());
      Duration longer = theirs.compareTo(length) > 0 ? theirs : length;
      if (!stoodStill(name, found.orElseThrow().sequence(), longer)) {
        return false;
      }
    }
    var ours = new Lease(FORMAT, Optional.of(new Holder(who, process, length.toMillis())));
    boolean taken = write(name, ours, found);
    return taken && nanoTime.getAsLong() - begun < length.toNanos();
  }

  @Override
  public void release(String name, NodeId who) throws IOException {
    Optional<Kv.Found> found = kv.read(key(name));
    if (found.map(Lease::read).flatMap(Lease::holder).filter(h -> h.is(who, process)).isPresent()) {
      boolean _ = write(name, new Lease(FORMAT, Optional.empty()), found);
    }
  }

  private boolean write(String name, Lease next, Optional<Kv.Found> seenNow) throws IOException {
    long expected = seenNow.map(Kv.Found::sequence).orElse(0L);
    return kv.write(key(name), Json.bytes(next), expected).isPresent();
  }

  private boolean stoodStill(String name, long sequence, Duration length) {
    long now = nanoTime.getAsLong();
    Seen since =
        seen.compute(
            name,
            (_, before) ->
                before != null && before.sequence == sequence ? before : new Seen(sequence, now));
    return now - since.since >= length.toNanos();
  }

  private static String key(String name) {
    Names.require(name, "[a-z0-9-]{1,64}", "lease name");
    return "lease." + name;
  }
}
