package dev.vifte.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.job.Leases;
import dev.vifte.job.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store with [Leases] promises. Extend it and say how to open two stores, as two
/// processes would, over the same data. Leases run on real time here.
public abstract class LeasesContract {
  private static final NodeId A = new NodeId("node-a");
  private static final NodeId B = new NodeId("node-b");
  private static final String NAME = "reconciler";
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(500);

  /// The leases of one process.
  protected abstract Leases one() throws Exception;

  /// Those of another process on the same data.
  protected abstract Leases other() throws Exception;

  @Test
  void one_node_at_a_time_holds_a_lease() throws Exception {
    assertThat(one().hold(NAME, A, LONG)).isTrue();
    assertThat(other().hold(NAME, B, LONG)).isFalse();
    assertThat(one().hold(NAME, A, LONG)).isTrue();
  }

  @Test
  void leases_of_different_names_are_apart() throws Exception {
    assertThat(one().hold("a", A, LONG)).isTrue();
    assertThat(other().hold("b", B, LONG)).isTrue();
  }

  @Test
  void processes_with_the_same_node_id_are_two() throws Exception {
    assertThat(one().hold(NAME, A, LONG)).isTrue();
    assertThat(other().hold(NAME, A, LONG)).isFalse();
  }

  @Test
  void who_lets_go_is_followed_at_once() throws Exception {
    one().hold(NAME, A, LONG);
    assertThat(other().hold(NAME, B, LONG)).isFalse();

    one().release(NAME, A);

    assertThat(other().hold(NAME, B, LONG)).isTrue();
    assertThat(one().hold(NAME, A, LONG)).isFalse();
  }

  @Test
  void nobody_lets_go_of_the_lease_of_another() throws Exception {
    other().release(NAME, B);
    one().hold(NAME, A, LONG);

    other().release(NAME, B);

    assertThat(other().hold(NAME, B, LONG)).isFalse();
  }

  @Test
  void a_lease_that_is_not_renewed_goes_to_another_after_its_length_and_not_before()
      throws Exception {
    long held = System.nanoTime();
    assertThat(one().hold(NAME, A, SHORT)).isTrue();

    Probe.eventually("the other has it", () -> other().hold(NAME, B, SHORT));

    assertThat(Duration.ofNanos(System.nanoTime() - held)).isGreaterThanOrEqualTo(SHORT);
    assertThat(one().hold(NAME, A, SHORT)).isFalse();
  }

  @Test
  void a_lease_that_is_renewed_is_kept_beyond_its_length() throws Exception {
    long end = System.nanoTime() + SHORT.multipliedBy(3).toNanos();
    while (System.nanoTime() < end) {
      assertThat(one().hold(NAME, A, SHORT)).isTrue();
      assertThat(other().hold(NAME, B, SHORT)).isFalse();
    }
  }

  @Test
  void of_many_that_want_a_lease_one_gets_it() throws Exception {
    List<Leases> processes = List.of(one(), other());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> all =
          IntStream.range(0, 2)
              .<Callable<Boolean>>mapToObj(n -> () -> processes.get(n).hold(NAME, A, LONG))
              .toList();
      long holders = 0;
      for (Future<Boolean> each : threads.invokeAll(all)) {
        holders += each.get() ? 1 : 0;
      }
      assertThat(holders).isEqualTo(1);
    }
  }
}
