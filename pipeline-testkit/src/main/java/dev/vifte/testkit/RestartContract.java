package dev.vifte.testkit;

import static dev.vifte.testkit.Fixtures.POOL;
import static dev.vifte.testkit.Fixtures.event;
import static dev.vifte.testkit.Fixtures.job;
import static dev.vifte.testkit.Fixtures.message;
import static dev.vifte.testkit.Fixtures.receiving;
import static dev.vifte.testkit.ManualClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Backend;
import dev.vifte.event.NumberedEvent;
import dev.vifte.job.Entry;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobSummary;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Tombstone;
import dev.vifte.job.Versioned;
import dev.vifte.object.ByteRange;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.PutOptions;
import dev.vifte.object.StoredObject;
import dev.vifte.queue.Delivery;
import dev.vifte.queue.PoolSubscription;
import dev.vifte.queue.Receipt;
import dev.vifte.queue.Settlement;
import dev.vifte.queue.Slots;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a durable backend promises beyond the contracts of its parts: all of it survives a restart.
public abstract class RestartContract {
  private static final ObjectKey KEY = new ObjectKey("in/job-000001/input");

  private final List<Probe<Delivery>> probes = new ArrayList<>();
  private Backend backend;

  /// A new, empty backend.
  protected abstract Backend open() throws Exception;

  /// Opens the data of a backend that was closed.
  protected abstract Backend reopen() throws Exception;

  /// As in [LeaseContract].
  protected abstract void advance(Duration by) throws Exception;

  /// As in [LeaseContract].
  protected abstract Duration lease();

  @BeforeEach
  final void openBackend() throws Exception {
    backend = open();
  }

  @AfterEach
  final void closeBackend() throws Exception {
    probes.forEach(Probe::close);
    backend.close();
  }

  @Test
  void waiting_messages_survive_in_their_order() throws Exception {
    List<Receipt> receipts = backend.queue().publish(List.of(message(1), message(2), message(3)));

    restart();

    assertThat(receive(3))
        .extracting(Delivery::message)
        .containsExactly(message(1), message(2), message(3));
    assertThat(backend.queue().holds(receipts.getLast())).isTrue();
    assertThat(backend.queue().publish(List.of(message(2)))).containsExactly(receipts.get(1));
    Probe.eventually("all three are out", () -> backend.queue().backlog(POOL).inFlight() == 3);
  }

  @Test
  void a_leased_message_is_delivered_again_and_counts() throws Exception {
    backend.queue().publish(List.of(message(1)));
    receive(1);

    restart();
    advance(lease().plusMillis(200));

    assertThat(receive(1).getFirst().deliveries()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void a_message_put_off_still_comes_not_before_its_time() throws Exception {
    backend.queue().publish(List.of(message(1)));
    receive(1).getFirst().settle(Settlement.later(Duration.ofSeconds(10)));

    restart();

    var probe = receiver(1);
    probe.expectNothing();
    advance(Duration.ofSeconds(11));
    assertThat(probe.next().message()).isEqualTo(message(1));
  }

  @Test
  void a_finished_message_stays_gone_and_its_receipt_is_never_given_again() throws Exception {
    Receipt first = backend.queue().publish(List.of(message(1))).getFirst();
    receive(1).getFirst().settle(Settlement.done());

    restart();

    assertThat(backend.queue().holds(first)).isFalse();
    receiver(1).expectNothing();
    Receipt next = backend.queue().publish(List.of(message(2))).getFirst();
    assertThat(next.sequence()).isGreaterThan(first.sequence());
  }

  @Test
  void records_survive_with_their_versions() throws Exception {
    RecordKey key = RecordKey.of(job(1));
    backend.jobs().create(key, receiving(1, START));
    Versioned<Entry> before = read(key);

    restart();

    assertThat(read(key)).isEqualTo(before);
    assertThat(backend.jobs().create(key, receiving(1, START))).isFalse();
    assertThat(backend.jobs().replace(before, receiving(1, START.plusSeconds(1)))).isTrue();
    assertThat(backend.jobs().replace(before, receiving(1, START.plusSeconds(2)))).isFalse();
  }

  @Test
  void listings_and_the_due_index_survive() throws Exception {
    backend.jobs().create(RecordKey.of(job(1)), receiving(1, START));
    backend.jobs().create(RecordKey.of(job(2)), receiving(2, START.plusSeconds(60)));

    restart();

    Probe.eventually(
        "a listing of both jobs",
        () ->
            backend.jobs().find(JobQuery.NEWEST).stream()
                .map(JobSummary::id)
                .toList()
                .equals(List.of(job(2), job(1))));
    assertThat(backend.jobs().due(START, 10)).containsExactly(RecordKey.of(job(1)));
  }

  @Test
  void what_was_erased_stays_erased() throws Exception {
    RecordKey key = RecordKey.of(job(1));
    backend.jobs().create(key, receiving(1, START));
    backend.jobs().erase(job(1), START);

    restart();

    assertThat(read(key).value()).isInstanceOf(Tombstone.class);
    assertThat(backend.jobs().create(key, receiving(1, START))).isFalse();
  }

  @Test
  void events_survive_with_their_numbers_and_ids() throws Exception {
    backend.events().publish(List.of(event(1, "a"), event(1, "b")));
    List<NumberedEvent> before = backend.events().read(job(1), 0, 10);

    restart();
    backend.events().publish(List.of(event(1, "b"), event(1, "c")));

    List<NumberedEvent> after = backend.events().read(job(1), 0, 10);
    assertThat(after.subList(0, 2)).isEqualTo(before);
    assertThat(after).extracting(NumberedEvent::event).last().isEqualTo(event(1, "c"));
    assertThat(after).hasSize(3).extracting(NumberedEvent::number).isSorted();
  }

  @Test
  void objects_survive() throws Exception {
    var once = PutOptions.once(Fixtures.JPEG);
    StoredObject stored = backend.objects().put(KEY, Trickle.of(300_000), once);

    restart();

    try (var content = backend.objects().open(KEY, ByteRange.ALL)) {
      assertThat(content.info().etag()).isEqualTo(stored.etag());
      assertThat(content.stream()).hasSameContentAs(Trickle.of(300_000));
    }
    assertThat(backend.objects().put(KEY, Trickle.of(5), once).sha256()).isEqualTo(stored.sha256());
  }

  private void restart() throws Exception {
    probes.forEach(Probe::close);
    backend.close();
    backend = reopen();
  }

  private Probe<Delivery> receiver(int slots) {
    var pool = new PoolSubscription(POOL, lease());
    var probe = Probe.of(backend.queue().deliveries(pool, new Slots(slots)));
    probes.add(probe);
    return probe;
  }

  private List<Delivery> receive(int count) throws InterruptedException {
    return receiver(count).next(count);
  }

  private Versioned<Entry> read(RecordKey key) throws IOException {
    Versioned<Entry> found = backend.jobs().read(List.of(key)).get(key);
    if (found == null) {
      throw new AssertionError("no record at " + key);
    }
    return found;
  }
}
