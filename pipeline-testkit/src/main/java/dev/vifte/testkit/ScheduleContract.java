package dev.vifte.testkit;

import static dev.vifte.testkit.Fixtures.POOL;
import static dev.vifte.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Backend;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskRecord;
import dev.vifte.queue.Backlog;
import dev.vifte.queue.Delivery;
import dev.vifte.queue.PoolSubscription;
import dev.vifte.queue.Receipt;
import dev.vifte.queue.Settlement;
import dev.vifte.queue.Slots;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Properties of queue and job store together, over seeded random schedules: whatever workers do
/// (finish, put off, hand back, hang, settle too late), no message is lost, none is finished twice,
/// and never more are out than there are slots.
public abstract class ScheduleContract {
  /// A new, empty backend.
  protected abstract Backend open() throws Exception;

  /// As in [LeaseContract].
  protected abstract void advance(Duration by) throws Exception;

  /// As in [LeaseContract].
  protected abstract Duration lease();

  /// How many schedules to run; fewer where time is real.
  protected int schedules() {
    return 10;
  }

  @Test
  void no_message_is_lost_and_none_is_finished_twice() {
    Schedules.run(
        schedules(),
        random -> {
          try (Backend backend = open();
              var run = new Run(backend, random)) {
            run.toTheEnd();
          }
        });
  }

  /// One schedule.
  private final class Run implements AutoCloseable {
    private static final int MESSAGES = 30;

    private final Backend backend;
    private final RandomGenerator random;
    private final Slots slots;
    private final Probe<Delivery> probe;
    private final Map<String, Receipt> receipts = new HashMap<>();
    private final Set<String> finished = new HashSet<>();
    private final List<Delivery> hanging = new ArrayList<>();
    private int out;

    Run(Backend backend, RandomGenerator random) {
      this.backend = backend;
      this.random = random;
      this.slots = new Slots(1 + random.nextInt(6));
      this.probe = Probe.of(backend.queue().deliveries(new PoolSubscription(POOL, lease()), slots));
    }

    void toTheEnd() throws Exception {
      while (receipts.size() < MESSAGES || !hanging.isEmpty() || somethingIsHeld()) {
        publishSome();
        workOnOne();
        if (random.nextInt(4) == 0) {
          settleTooLate();
        }
      }
      assertThat(finished).isEqualTo(receipts.keySet());
      assertThat(out).isZero();
      for (Receipt each : receipts.values()) {
        Probe.eventually("gone", () -> !backend.queue().holds(each));
      }
    }

    private boolean somethingIsHeld() throws IOException {
      Backlog backlog = backend.queue().backlog(POOL);
      return backlog.waiting() + backlog.inFlight() > 0;
    }

    private void publishSome() throws IOException {
      for (int i = random.nextInt(4); i > 0 && receipts.size() < MESSAGES; i--) {
        var next = message(receipts.size());
        receipts.put(next.id(), backend.queue().publish(List.of(next, next)).getFirst());
      }
    }

    private void workOnOne() throws Exception {
      Optional<Delivery> next = probe.poll(Duration.ofMillis(50));
      if (next.isEmpty()) {
        advance(lease().plusMillis(200));
        return;
      }
      assertThat(++out).isLessThanOrEqualTo(slots.size());
      switch (random.nextInt(6)) {
        case 0 -> settle(next.get(), Settlement.later(Duration.ofSeconds(1)));
        case 1 -> settle(next.get(), Settlement.handBack());
        case 2 -> hang(next.get());
        default -> finish(next.get());
      }
    }

    /// As the engine does it: recorded by whoever comes first, settled last.
    private void finish(Delivery delivery) throws IOException {
      var task = delivery.message().task();
      if (backend.jobs().create(RecordKey.of(task), TaskRecord.queued(task))) {
        assertThat(finished.add(delivery.message().id())).isTrue();
      }
      settle(delivery, Settlement.done());
    }

    private void settle(Delivery delivery, Settlement how) throws IOException {
      delivery.settle(how);
      giveBackSlot();
    }

    private void hang(Delivery delivery) {
      hanging.add(delivery);
      giveBackSlot();
    }

    private void settleTooLate() throws Exception {
      if (!hanging.isEmpty()) {
        advance(lease().plusMillis(200));
        Delivery late = hanging.removeLast();
        var task = late.message().task();
        if (backend.jobs().create(RecordKey.of(task), TaskRecord.queued(task))) {
          finished.add(late.message().id());
        }
        late.settle(Settlement.done());
      }
    }

    private void giveBackSlot() {
      out--;
      slots.release(1);
    }

    @Override
    public void close() {
      slots.close();
      probe.close();
    }
  }
}
