package dev.vifte.nats;

import static dev.vifte.testkit.Fixtures.job;
import static dev.vifte.testkit.Fixtures.receiving;
import static dev.vifte.testkit.Fixtures.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Backend;
import dev.vifte.Node;
import dev.vifte.NodeLimits;
import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.NodeId;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskRecord;
import dev.vifte.observe.PipelineEvent.Mended;
import dev.vifte.testkit.JobProbe;
import dev.vifte.testkit.Probe;
import dev.vifte.testkit.server.NatsServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes on one server: what one of them does alone, and what their clocks may do.
final class NodesIT {
  private static NatsServer server;

  @RegisterExtension private final Backends backends = new Backends();
  private final JobProbe heardByOne = new JobProbe();
  private final JobProbe heardByOther = new JobProbe();
  private NatsSettings same;
  private NatsState one;
  private Backend backend;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    server = NatsServer.start(NatsServer.Sync.LAZY);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void open() throws IOException {
    same = backends.settings(server.url());
    backend = backends.open(same, folder);
    one = backends.states().last();
  }

  @Test
  void one_node_reconciles_and_the_other_takes_over_when_it_leaves() throws Exception {
    NatsState other = backends.states().open(same);
    try (Node _ = node("b", backends.beside(other), other, heardByOther)) {
      try (Node _ = node("a", backend, one, heardByOne)) {
        breakOff(1, 20);
        awaitRefused(1, 20);

        Probe.eventually("19 are told", () -> mended(heardByOne) + mended(heardByOther) >= 19);
        assertThat(List.of(mended(heardByOne), mended(heardByOther)))
            .containsExactlyInAnyOrder(19L, 0L);
      }
      breakOff(20, 30);
      awaitRefused(20, 30);
    }
  }

  @Test
  void the_other_takes_over_when_the_one_that_reconciles_is_cut_off() throws Exception {
    try (Node _ = node("a", backend, one, heardByOne)) {
      breakOff(1, 2);
      awaitRefused(1, 2);
      NatsState other = backends.states().open(same);
      try (Node _ = node("b", backends.beside(other), other, heardByOther)) {
        one.close();
        create(other, 2);
        heardByOther.await(e -> e instanceof Mended, Probe.DEADLINE);
      }
    }
  }

  @Test
  void nodes_whose_clocks_are_hours_apart_give_up_and_unpark_nothing_early() throws Exception {
    Instant later = one.clock().instant().plus(Duration.ofMinutes(30));
    one.jobs().create(RecordKey.of(job(1)), receiving(1, later));
    one.jobs().create(RecordKey.of(job(2)), receiving(2, one.clock().instant()));
    TaskRecord parked = TaskRecord.queued(task(1)).waiting(true, Optional.of(later), true);
    one.jobs().create(RecordKey.of(task(1)), parked);

    NatsState fast = backends.states().open(same, () -> Instant.now().plus(Duration.ofHours(1)));
    try (Node _ = node("fast", backends.beside(fast), fast, heardByOther)) {
      awaitRefused(2, 3);
      create(one, 3);
      awaitRefused(3, 4);

      assertThat(read(RecordKey.of(job(1)))).isEqualTo(receiving(1, later));
      assertThat(read(RecordKey.of(task(1)))).isEqualTo(parked);
    }
  }

  private void breakOff(int from, int to) throws IOException {
    for (int n = from; n < to; n++) {
      create(one, n);
    }
  }

  private static void create(NatsState state, int n) throws IOException {
    JobRecord old = receiving(n, state.clock().instant().minusSeconds(60));
    assertThat(state.jobs().create(RecordKey.of(job(n)), old)).isTrue();
  }

  private void awaitRefused(int from, int to) throws Exception {
    for (int n = from; n < to; n++) {
      JobId id = job(n);
      Probe.eventually(
          id + " is refused",
          () -> ((JobRecord) read(RecordKey.of(id))).state() == JobState.REFUSED);
    }
  }

  private Entry read(RecordKey key) throws IOException {
    var found = one.jobs().read(List.of(key)).get(key);
    if (found == null) {
      throw new AssertionError("no record at " + key);
    }
    return found.value();
  }

  private static long mended(JobProbe heard) {
    return heard.events().stream().filter(e -> e instanceof Mended).count();
  }

  private static Node node(String name, Backend backend, NatsState state, JobProbe heard)
      throws IOException {
    return Node.on(backend)
        .named(new NodeId(name))
        .clock(state.clock())
        .listening(heard)
        .within(
            NodeLimits.defaults()
                .lease(Duration.ofSeconds(2))
                .reconcile(Duration.ofMillis(100))
                .drain(Duration.ofSeconds(1)))
        .start();
  }
}
