package dev.vifte.nats;

import static dev.vifte.testkit.Fixtures.event;
import static dev.vifte.testkit.Fixtures.job;
import static dev.vifte.testkit.Fixtures.receiving;
import static dev.vifte.testkit.Fixtures.task;
import static dev.vifte.testkit.ManualClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.event.NumberedEvent;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobSummary;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskRecord;
import dev.vifte.testkit.Probe;
import dev.vifte.testkit.server.NatsServer;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a node knows of a stream stays what the stream holds, whatever happens between them.
final class LocalViewIT {
  private static final int JOBS = 300;
  private static NatsServer server;

  private final States states = new States(1);
  private LossyProxy proxy;
  private NatsSettings direct;
  private NatsState writer;
  private NatsState gateway;

  @BeforeAll
  static void start() throws Exception {
    server = NatsServer.start(NatsServer.Sync.LAZY);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void open() throws Exception {
    proxy = LossyProxy.before(server.url());
    direct = states.settings(server.url());
    writer = states.open(direct);
    gateway = states.open(NatsSettings.of(proxy.url()).withSpace(direct.space()));
  }

  @AfterEach
  void close() throws Exception {
    states.close();
    proxy.close();
  }

  @Test
  void after_a_broken_connection_a_listing_equals_a_fresh_one() throws Exception {
    create(0, JOBS / 3);
    assertThat(gateway.jobs().find(all())).hasSize(JOBS / 3);
    proxy.swallowAnswers();
    create(JOBS / 3, JOBS / 2);
    proxy.heal();
    create(JOBS / 2, JOBS);
    writer.jobs().erase(job(7), START);

    assertThat(listed(gateway)).hasSize(JOBS - 1).isEqualTo(listed(states.open(direct)));
    assertThat(due(gateway)).isEqualTo(due(states.open(direct)));
  }

  @Test
  void after_a_restart_of_the_server_a_listing_equals_a_fresh_one() throws Exception {
    create(0, 10);
    assertThat(gateway.jobs().find(all())).hasSize(10);
    server.process().kill();
    server.process().startAgain();
    create(10, 20);

    assertThat(listed(gateway)).hasSize(20).isEqualTo(listed(states.open(direct)));
  }

  @Test
  void a_consumer_that_is_removed_is_replaced() throws Exception {
    create(0, 10);
    assertThat(gateway.jobs().find(all())).hasSize(10);
    String stream = writer.layout().jobs().getName();
    for (var name : writer.api().call("CONSUMER.NAMES." + stream, new byte[0]).path("consumers")) {
      writer.api().call("CONSUMER.DELETE.%s.%s".formatted(stream, name.asText()), new byte[0]);
    }
    create(10, 20);

    assertThat(listed(gateway)).hasSize(20);
  }

  @Test
  void a_stream_that_was_emptied_or_made_anew_is_listed_as_it_is() throws Exception {
    create(0, 10);
    assertThat(gateway.jobs().find(all())).hasSize(10);
    String stream = writer.layout().jobs().getName();
    writer.api().call("STREAM.PURGE." + stream, new byte[0]);
    assertThat(listed(gateway)).isEmpty();
    create(10, 15);
    assertThat(listed(gateway)).hasSize(5);

    writer.api().call("STREAM.DELETE." + stream, new byte[0]);
    states.open(direct);
    create(0, 3);

    assertThat(listed(gateway)).hasSize(3);
  }

  @Test
  void a_stream_that_never_held_anything_is_seen_to_be_empty_at_once() throws Exception {
    assertThat(gateway.events().read(job(1), 0, 10)).isEmpty();
  }

  @Test
  void two_nodes_follow_the_same_events_without_gap_or_repeat() throws Exception {
    try (Probe<NumberedEvent> here = Probe.of(writer.events().follow(job(1), 0));
        Probe<NumberedEvent> there = Probe.of(gateway.events().follow(job(1), 0))) {
      for (int n = 0; n < 100; n++) {
        writer.events().publish(List.of(event(1, "a-" + n)));
        if (n == 50) {
          proxy.heal();
        }
      }

      List<NumberedEvent> all = here.next(100);
      assertThat(there.next(100)).isEqualTo(all);
      assertThat(all).extracting(NumberedEvent::number).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void events_erased_on_one_node_are_gone_on_the_other_and_at_the_server() throws Exception {
    writer.events().publish(List.of(event(1, "a"), event(2, "b")));
    assertThat(gateway.events().read(job(1), 0, 10)).hasSize(1);

    writer.events().erase(job(1));

    assertThat(gateway.events().read(job(1), 0, 10)).isEmpty();
    assertThat(states.open(direct).events().read(job(1), 0, 10)).isEmpty();
    assertThat(gateway.events().read(job(2), 0, 10)).hasSize(1);
  }

  private void create(int from, int to) throws IOException {
    for (int n = from; n < to; n++) {
      writer.jobs().create(RecordKey.of(job(n)), receiving(n, START.plusSeconds(n)));
      writer
          .jobs()
          .create(
              RecordKey.of(task(n)),
              TaskRecord.queued(task(n)).waiting(true, Optional.of(START.plusSeconds(n)), true));
    }
  }

  private static List<JobSummary> listed(NatsState state) throws IOException {
    return state.jobs().find(all());
  }

  private static List<RecordKey> due(NatsState state) throws IOException {
    return state.jobs().due(START.plusSeconds(JOBS), 1000).stream()
        .sorted(Comparator.comparing(RecordKey::toString))
        .toList();
  }

  private static JobQuery all() {
    return new JobQuery(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1000);
  }
}
