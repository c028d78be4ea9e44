package dev.vifte.testkit;

import static dev.vifte.testkit.Fixtures.event;
import static dev.vifte.testkit.Fixtures.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.event.EventLog;
import dev.vifte.event.JobEvent;
import dev.vifte.event.NumberedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [EventLog] promises. Extend it and say how to open one; a durable one extends
/// [RestartContract] too.
public abstract class EventLogContract {
  private final List<Probe<NumberedEvent>> probes = new ArrayList<>();
  private EventLog log;

  /// A new, empty log.
  protected abstract EventLog open() throws Exception;

  @BeforeEach
  final void openLog() throws Exception {
    log = open();
  }

  @AfterEach
  final void closeLog() throws Exception {
    probes.forEach(Probe::close);
    log.close();
  }

  @Test
  void events_of_a_job_are_read_in_the_order_they_were_published() throws Exception {
    log.publish(List.of(event(1, "a"), event(2, "x"), event(1, "b")));
    log.publish(List.of(event(1, "c")));

    List<NumberedEvent> read = log.read(job(1), 0, 100);

    assertThat(events(read)).containsExactly(event(1, "a"), event(1, "b"), event(1, "c"));
    assertThat(read).extracting(NumberedEvent::number).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void reading_goes_on_after_a_number_and_keeps_the_limit() throws Exception {
    log.publish(numbered(0, 10));
    long third = log.read(job(1), 0, 3).getLast().number();

    assertThat(events(log.read(job(1), third, 2))).isEqualTo(numbered(3, 5));
    assertThat(events(log.read(job(1), third, 100))).isEqualTo(numbered(3, 10));
  }

  @Test
  void an_event_that_is_published_again_is_not_appended_again() throws Exception {
    log.publish(List.of(event(1, "a"), event(1, "b")));
    log.publish(List.of(event(1, "b"), event(1, "c"), event(1, "c")));

    assertThat(events(log.read(job(1), 0, 100)))
        .containsExactly(event(1, "a"), event(1, "b"), event(1, "c"));
  }

  @Test
  void a_follower_gets_what_is_there_and_then_what_comes() throws Exception {
    log.publish(numbered(0, 3));
    var probe = follow(0);
    assertThat(events(probe.next(3))).isEqualTo(numbered(0, 3));
    probe.expectNothing();

    log.publish(numbered(3, 5));

    assertThat(events(probe.next(2))).isEqualTo(numbered(3, 5));
    probe.expectNothing();
  }

  @Test
  void a_follower_resumes_after_a_number_without_gap_or_repeat() throws Exception {
    log.publish(numbered(0, 10));
    long last = log.read(job(1), 0, 4).getLast().number();

    assertThat(events(follow(last).next(6))).isEqualTo(numbered(4, 10));
  }

  @Test
  void a_follower_of_a_job_without_events_gets_the_first_one() throws Exception {
    var probe = follow(0);
    probe.expectNothing();
    log.publish(List.of(event(2, "of-another-job")));
    log.publish(List.of(event(1, "a")));

    assertThat(probe.next().event()).isEqualTo(event(1, "a"));
  }

  @Test
  void followers_miss_and_repeat_nothing_while_events_are_published() throws Exception {
    int count = 300;
    var publishing =
        CompletableFuture.runAsync(
            () -> IntStream.range(0, count).forEach(this::publishOne),
            task -> Thread.ofVirtual().start(task));
    var followers = List.of(follow(0), follow(0), follow(0));

    for (var each : followers) {
      assertThat(events(each.next(count))).isEqualTo(numbered(0, count));
    }
    publishing.join();
  }

  @Test
  void erased_events_are_gone_and_others_stay() throws Exception {
    log.publish(List.of(event(1, "a"), event(2, "b")));

    long first = log.erase(job(1));
    long again = log.erase(job(1));

    assertThat(first).isEqualTo(1);
    assertThat(again).isZero();
    assertThat(log.read(job(1), 0, 100)).isEmpty();
    assertThat(events(log.read(job(2), 0, 100))).containsExactly(event(2, "b"));
  }

  @Test
  void numbers_rise_after_an_erasure() throws Exception {
    log.publish(List.of(event(1, "a")));
    long before = log.read(job(1), 0, 1).getFirst().number();
    log.erase(job(1));

    log.publish(List.of(event(2, "b")));

    assertThat(log.read(job(2), 0, 1).getFirst().number()).isGreaterThan(before);
  }

  @Test
  void closing_the_log_fails_its_followers() throws Exception {
    EventLog other = open();
    var probe = Probe.of(other.follow(job(1), 0));
    probe.expectNothing();

    other.close();

    assertThat(probe.awaitFailure()).isNotNull();
  }

  private Probe<NumberedEvent> follow(long after) {
    var probe = Probe.of(log.follow(job(1), after));
    probes.add(probe);
    return probe;
  }

  private void publishOne(int n) {
    try {
      log.publish(numbered(n, n + 1));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<JobEvent> numbered(int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> event(1, "step-" + n)).toList();
  }

  private static List<JobEvent> events(List<NumberedEvent> numbered) {
    return numbered.stream().map(NumberedEvent::event).toList();
  }
}
