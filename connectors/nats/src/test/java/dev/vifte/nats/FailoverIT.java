package dev.vifte.nats;

import static dev.vifte.testkit.Fixtures.event;
import static dev.vifte.testkit.Fixtures.job;
import static dev.vifte.testkit.Fixtures.receiving;
import static dev.vifte.testkit.ManualClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.event.NumberedEvent;
import dev.vifte.job.JobRecord;
import dev.vifte.job.RecordKey;
import dev.vifte.testkit.Probe;
import dev.vifte.testkit.server.NatsCluster;
import dev.vifte.testkit.server.Served;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Leaders of a cluster change while it is written to.
final class FailoverIT {
  private static final int KEYS = 30;
  private static final int RACERS = 4;

  @RegisterExtension
  private static final Served<NatsCluster> CLUSTER = Served.by(NatsCluster::start);

  private final States states = new States(3);
  private final CountDownLatch done = new CountDownLatch(1);
  private NatsState one;
  private NatsState other;

  @BeforeEach
  void open() throws IOException {
    NatsSettings same = states.settings(CLUSTER.get().urls());
    one = states.open(same);
    other = states.open(same);
  }

  @AfterEach
  void close() throws IOException {
    states.close();
  }

  @Test
  void of_racing_creates_one_wins_while_leaders_step_down() throws Exception {
    Thread steps = stepDown(one.layout().jobs().getName());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < KEYS; n++) {
        RecordKey key = RecordKey.of(job(n));
        var winners = new ArrayList<JobRecord>();
        for (Future<List<JobRecord>> each : threads.invokeAll(racers(key, n))) {
          winners.addAll(each.get());
        }
        assertThat(winners).as(key.toString()).hasSize(1);
        assertThat(other.jobs().read(List.of(key)).values())
            .extracting(found -> (Object) found.value())
            .isEqualTo(winners);
      }
    } finally {
      done.countDown();
      steps.join();
    }
  }

  @Test
  void no_event_is_lost_or_repeated_while_leaders_step_down() throws Exception {
    Thread steps = stepDown(one.layout().events().getName());
    try (Probe<NumberedEvent> probe = Probe.of(other.events().follow(job(1), 0))) {
      for (int n = 0; n < KEYS; n++) {
        one.events().publish(List.of(event(1, "a-" + n), event(1, "b-" + n)));
      }

      assertThat(probe.next(2 * KEYS)).extracting(e -> e.event().id()).doesNotHaveDuplicates();
      probe.expectNothing();
    } finally {
      done.countDown();
      steps.join();
    }
  }

  private List<Callable<List<JobRecord>>> racers(RecordKey key, int n) {
    return IntStream.range(0, RACERS)
        .<Callable<List<JobRecord>>>mapToObj(racer ->
            () -> {
              NatsState state = racer % 2 == 0 ? one : other;
              JobRecord mine = receiving(n, START.plusSeconds(racer));
              return state.jobs().create(key, mine) ? List.of(mine) : List.of();
            })
        .toList();
  }

  private Thread stepDown(String stream) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            while (!done.await(500, TimeUnit.MILLISECONDS)) {
              var _ = one.api().start("STREAM.LEADER.STEPDOWN." + stream, new byte[0]);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
