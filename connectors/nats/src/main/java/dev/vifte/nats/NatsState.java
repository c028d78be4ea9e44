package dev.vifte.nats;

import dev.vifte.event.EventLog;
import dev.vifte.job.JobStore;
import dev.vifte.queue.WorkQueue;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/// What an installation keeps on NATS, over one connection. Safe for use by many threads; whoever
/// opened it closes it, after what uses its parts.
public final class NatsState implements AutoCloseable {
  /// Who cannot renew a lease soon has lost it.
  private static final Duration LEASE_PATIENCE = Duration.ofSeconds(1);

  private static final Duration LISTINGS_LAG = Duration.ofMillis(50);

  private final Link link;
  private final Api api;
  private final Layout layout;
  private final NatsClock clock;
  private final JobStore jobs;
  private final EventLog events;
  private final WorkQueue queue;
  private final StreamKeeper keeper;

  /// @param patience how long what failed is tried again while no leader answers
  NatsState(Link link, Api api, Layout layout, NatsClock clock, Duration patience) {
    this.link = link;
    this.api = api;
    this.layout = layout;
    this.clock = clock;
    this.jobs = jobs(patience);
    this.events = new StreamEvents(link, api, layout, clock, patience);
    this.queue = new NatsQueue(link, api, layout, clock);
    this.keeper = new StreamKeeper(link, new Streams(api), layout).start();
  }

  public WorkQueue queue() {
    return queue;
  }

  /// The records; also [dev.vifte.job.Leases].
  public JobStore jobs() {
    return jobs;
  }

  public EventLog events() {
    return events;
  }

  /// The servers' time: what nodes that share these servers go by.
  public InstantSource clock() {
    return clock;
  }

  Link link() {
    return link;
  }

  Api api() {
    return api;
  }

  Layout layout() {
    return layout;
  }

  /// Messages sent to the servers so far.
  long sent() {
    return link.connection().getStatistics().getOutMsgs();
  }

  /// Sends what is still to be sent, and disconnects.
  @Override
  public void close() throws IOException {
    try (link;
        clock;
        events;
        jobs;
        queue;
        keeper) {
      // closed in reverse order, each even when another fails
    }
  }

  private JobStore jobs(Duration patience) {
    var kv = new Kv(api, layout, UUID.randomUUID().toString(), patience);
    String holder = UUID.randomUUID().toString();
    var soon = new Kv(api, layout, holder, LEASE_PATIENCE);
    var leases = new KvLeases(soon, holder, System::nanoTime);
    String subjects = layout.jobSubject("");
    var view =
        new LocalView<>(
            link, api, layout.jobs().getName(), LISTINGS_LAG, () -> new JobView(subjects));
    return new KvJobs(kv, leases, view);
  }
}
