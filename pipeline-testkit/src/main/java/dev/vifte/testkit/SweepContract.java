package dev.vifte.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Backend;
import dev.vifte.Node;
import dev.vifte.ingest.Arrivals;
import dev.vifte.ingest.BucketSweep;
import dev.vifte.ingest.IngestSettings;
import dev.vifte.ingest.OwnPlace;
import dev.vifte.ingest.Watch;
import dev.vifte.job.JobStore;
import dev.vifte.job.JobSummary;
import dev.vifte.pipeline.PipelineName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What turns up in a place that is watched becomes a job, once: extend it and say how to open a
/// fresh backend.
public abstract class SweepContract extends ArrivalFixture {
  private static final IngestSettings WATCHING =
      IngestSettings.DEFAULTS.watching(List.of(new Watch("inbox", "drop/", TEXTS)));

  @Test
  void an_object_becomes_one_job_however_often_it_is_listed() throws Exception {
    BucketSweep sweep = sweep(start(IngestSettings.DEFAULTS), WATCHING);
    buckets.put("inbox", "drop/one.txt", "hello", LONG_AGO);
    buckets.put("inbox", "elsewhere/two.txt", "hello", LONG_AGO);

    sweep.round();
    sweep.round();
    BucketSweep otherNode = sweep(node(), WATCHING);
    otherNode.round();

    assertThat(jobs())
        .singleElement()
        .extracting(JobSummary::inputName)
        .hasToString("Optional[one.txt]");
    assertThat(buckets.opened()).isEqualTo(1);
  }

  @Test
  void another_content_at_the_same_key_is_another_job() throws Exception {
    BucketSweep sweep = sweep(start(IngestSettings.DEFAULTS), WATCHING);

    buckets.put("inbox", "drop/one.txt", "hello", LONG_AGO);
    sweep.round();
    buckets.put("inbox", "drop/one.txt", "hello again", LONG_AGO);
    sweep.round();

    assertThat(jobs()).hasSize(2);
  }

  @Test
  void an_object_that_was_written_just_now_waits_for_the_next_round() throws Exception {
    BucketSweep sweep = sweep(start(IngestSettings.DEFAULTS), WATCHING);

    Instant now = node().context().clock().instant();
    buckets.put("inbox", "drop/one.txt", "hello", now);
    sweep.round();
    int young = jobs().size();
    buckets.put("inbox", "drop/one.txt", "hello", now.minusSeconds(3));
    sweep.round();

    assertThat(young).isZero();
    assertThat(jobs()).hasSize(1);
  }

  @Test
  void known_objects_cost_no_read_of_the_job_store_in_later_rounds() throws Exception {
    var reads = new AtomicInteger();
    Backend real = backend.orElseThrow();
    backend =
        Optional.of(
            new Backend(real.objects(), real.queue(), counting(real.jobs(), reads), real.events()));
    Node node = start(IngestSettings.DEFAULTS);
    for (int i = 0; i < 40; i++) {
      buckets.put("inbox", "drop/" + i + ".txt", "text " + i, LONG_AGO);
    }
    sweep(node, WATCHING).round();
    Probe.eventually("all have ended", () -> jobs().stream().allMatch(job -> job.state().ended()));

    BucketSweep afresh = sweep(node, WATCHING);
    reads.set(0);
    afresh.round();
    int first = reads.get();
    afresh.round();

    assertThat(jobs()).hasSize(40);
    assertThat(first).as("one batch").isEqualTo(1);
    assertThat(reads.get()).as("nothing more in the second round").isEqualTo(1);
  }

  @Test
  void what_is_over_the_rate_follows_in_the_same_round() throws Exception {
    start(IngestSettings.DEFAULTS);
    for (int i = 0; i < 5; i++) {
      buckets.put("inbox", "drop/" + i + ".txt", "text " + i, LONG_AGO);
    }

    sweep(node(), WATCHING.withRate(2)).round();

    assertThat(jobs()).hasSize(5);
  }

  @Test
  void what_is_refused_gets_one_letter_and_is_not_tried_again() throws Exception {
    BucketSweep sweep = sweep(start(IngestSettings.DEFAULTS), WATCHING);
    buckets.put("inbox", "drop/one.pdf", "%PDF-1.7\n", LONG_AGO);

    sweep.round();
    sweep(node(), WATCHING).round();

    assertThat(letters()).hasSize(1);
    assertThat(buckets.opened()).isEqualTo(1);
  }

  @Test
  void where_two_places_overlap_the_longer_prefix_counts() throws Exception {
    var special = new PipelineName("special");
    Node node = start(IngestSettings.DEFAULTS);
    node.pipelines().deploy(texts(special));
    var both = List.of(new Watch("inbox", "", TEXTS), new Watch("inbox", "drop/special/", special));
    buckets.put("inbox", "one.txt", "hello", LONG_AGO);
    buckets.put("inbox", "drop/special/two.txt", "hello", LONG_AGO);

    sweep(node, IngestSettings.DEFAULTS.watching(both)).round();

    assertThat(jobs()).extracting(JobSummary::pipeline).containsExactlyInAnyOrder(TEXTS, special);
  }

  @Test
  void our_own_outputs_in_a_watched_bucket_start_nothing() throws Exception {
    Node node = start(IngestSettings.DEFAULTS);
    var all = IngestSettings.DEFAULTS.watching(List.of(new Watch("inbox", "", TEXTS)));
    buckets.put("inbox", "out/a/thumb.txt", "hello", LONG_AGO);
    buckets.put("inbox", "copied/thumb.txt", "hello", LONG_AGO, Map.of("vifte", "1"));

    sweep(node, all.withOwn(List.of(new OwnPlace("inbox", "")))).round();
    int guarded = jobs().size();
    sweep(node, all).round();

    assertThat(guarded).isZero();
    assertThat(jobs()).as("the control, without the place of our own").hasSize(1);
    assertThat(letters()).isEmpty();
  }

  @Test
  void a_place_that_cannot_be_listed_does_not_stop_the_others() throws Exception {
    Node node = start(IngestSettings.DEFAULTS);
    var places = List.of(new Watch("forbidden", "aaa/", TEXTS), new Watch("inbox", "", TEXTS));
    buckets.put("inbox", "one.txt", "hello", LONG_AGO);

    sweep(node, IngestSettings.DEFAULTS.watching(places)).round();

    assertThat(jobs()).hasSize(1);
  }

  /// A sweep that a test drives itself.
  private BucketSweep sweep(Node node, IngestSettings settings) {
    var arrivals = new Arrivals(node.context(), settings, node.uploads(), node.intake(), buckets);
    return new BucketSweep(node.context(), arrivals, buckets);
  }

  private static JobStore counting(JobStore store, AtomicInteger reads) {
    return (JobStore)
        Proxy.newProxyInstance(
            JobStore.class.getClassLoader(),
            new Class<?>[] {JobStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("read") && !((Collection<?>) arguments[0]).isEmpty()) {
                reads.incrementAndGet();
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
