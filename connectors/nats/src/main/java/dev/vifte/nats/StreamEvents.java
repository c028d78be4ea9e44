package dev.vifte.nats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.event.EventLog;
import dev.vifte.event.Followers;
import dev.vifte.event.JobEvent;
import dev.vifte.event.NumberedEvent;
import dev.vifte.job.JobId;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/// The event log as a stream that any NATS client can subscribe to. An event's number is its
/// sequence. The server knows the ids of the last minutes and stores none of them again; a reader
/// takes the first of an id. What reads by job, which gateways do, reads a local view.
final class StreamEvents implements EventLog {
  private static final String ID = "Nats-Msg-Id";
  private static final int AT_ONCE = 256;
  private static final int PAGE = 100;

  private final Api api;
  private final Layout layout;
  private final InstantSource clock;
  private final Duration patience;
  private final Followers followers = new Followers();
  private final LocalView<EventView> view;

  /// @param patience how long a publication is tried while no leader answers
  StreamEvents(Link link, Api api, Layout layout, InstantSource clock, Duration patience) {
    this.api = api;
    this.layout = layout;
    this.clock = clock;
    this.patience = patience;
    this.view =
        new LocalView<>(link, api, stream(layout), Duration.ZERO, () -> new EventView(followers));
  }

  @Override
  public void publish(List<JobEvent> events) throws IOException {
    for (int from = 0; from < events.size(); from += AT_ONCE) {
      send(events.subList(from, Math.min(events.size(), from + AT_ONCE)));
    }
  }

  @Override
  public List<NumberedEvent> read(JobId job, long after, int limit) throws IOException {
    return Api.await(view.upToDate().page(job, after, limit));
  }

  @Override
  public Source<NumberedEvent, NotUsed> follow(JobId job, long after) {
    return followers.follow(job, after, this::page);
  }

  /// The bytes are overwritten on the server's disk. A message behind them tells other nodes.
  @Override
  public long erase(JobId job) throws IOException {
    List<Long> numbers = view.upToDate().numbers(job);
    if (numbers.isEmpty()) {
      return 0;
    }
    var deleting = new ArrayList<CompletableFuture<ObjectNode>>();
    for (long number : numbers) {
      var which = Json.object().put("seq", number).put("no_erase", false);
      deleting.add(api.start("STREAM.MSG.DELETE." + stream(layout), which));
    }
    for (var each : deleting) {
      awaitGone(each);
    }
    byte[] erased = EventForm.erased(job, clock.instant(), layout.space());
    Api.await(api.publish(layout.erasedSubject(), headers(UUID.randomUUID().toString()), erased));
    var _ = view.upToDate();
    return numbers.size();
  }

  @Override
  public void close() {
    if (followers.close()) {
      view.close();
    }
  }

  /// All at once; from the first that failed on they are sent again, in the same order.
  private void send(List<JobEvent> events) throws IOException {
    var patient = new Patience(patience);
    List<JobEvent> left = events;
    while (!left.isEmpty()) {
      var sent = new ArrayList<CompletableFuture<Api.Stored>>();
      for (JobEvent event : left) {
        sent.add(start(event));
      }
      left = left.subList(confirmed(sent, patient), left.size());
    }
  }

  private CompletableFuture<Api.Stored> start(JobEvent event) throws IOException {
    String subject = layout.eventSubject(event.pipeline().value(), event.type().word());
    return api.publish(subject, headers(event.id()), EventForm.bytes(event, layout.space()));
  }

  /// How many of the first were confirmed.
  private static int confirmed(List<CompletableFuture<Api.Stored>> sent, Patience patient)
      throws IOException {
    int count = 0;
    try {
      for (var each : sent) {
        Api.await(each);
        count++;
      }
    } catch (IOException e) {
      patient.after(e);
    }
    return count;
  }

  private CompletableFuture<List<NumberedEvent>> page(JobId job, long after) {
    try {
      return view.following().page(job, after, PAGE);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static void awaitGone(CompletableFuture<ObjectNode> deleting) throws IOException {
    try {
      Api.await(deleting);
    } catch (RefusedException e) {
      if (!e.isAbsence()) {
        throw e;
      }
    }
  }

  private static Headers headers(String id) {
    return new Headers().put(ID, id).put("content-type", EventForm.CONTENT_TYPE);
  }

  private static String stream(Layout layout) {
    return layout.events().getName();
  }
}
