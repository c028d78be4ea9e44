package dev.vifte.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.deadletter.DeadLetters.Replay;
import dev.vifte.ingest.Arrival;
import dev.vifte.ingest.ArrivalResult;
import dev.vifte.ingest.IngestSettings;
import dev.vifte.ingest.OwnPlace;
import dev.vifte.job.DeadLetter;
import dev.vifte.job.Refusal;
import dev.vifte.object.ByteRange;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.stage.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What comes from outside becomes one job, or one dead letter with its reason: extend it and say
/// how to open a fresh backend.
public abstract class ArrivalsContract extends ArrivalFixture {
  private static final IngestSettings SETTINGS = IngestSettings.DEFAULTS;

  @Test
  void an_object_that_an_event_names_is_copied_and_becomes_a_job() throws Exception {
    start(SETTINGS);
    buckets.put("inbox", "a/one.txt", "hello", LONG_AGO);

    var taken = (ArrivalResult.Accepted) bring(named("a/one.txt"));

    assertThat(taken.repeated()).isFalse();
    Probe.eventually("the stage has read the copy", () -> worked.contains("hello"));
    ObjectNode job = node().jobs().document(SETTINGS.tenant(), taken.job()).orElseThrow();
    assertThat(job.at("/input/name").asText()).isEqualTo("one.txt");
  }

  @Test
  void one_content_of_an_object_is_one_job_on_whatever_way_it_comes() throws Exception {
    start(SETTINGS);
    String etag = buckets.put("inbox", "one.txt", "hello", LONG_AGO);

    var seen = bring(arrival(new Arrival.Seen("inbox", "one.txt", etag)));
    var named = bring(named("one.txt"));
    var exact = bring(named("one.txt", etag));
    buckets.delete("inbox", "one.txt");
    var late = bring(named("one.txt", etag));

    var job = ((ArrivalResult.Accepted) seen).job();
    assertThat(named).isEqualTo(new ArrivalResult.Accepted(job, true));
    assertThat(exact).isEqualTo(new ArrivalResult.Accepted(job, true));
    assertThat(late).isEqualTo(new ArrivalResult.Accepted(job, true));
    assertThat(jobs()).hasSize(1);
    assertThat(buckets.opened()).isEqualTo(1);
  }

  @Test
  void an_object_that_was_overwritten_since_is_refused_once_though_it_comes_twice()
      throws Exception {
    start(SETTINGS);
    String etag = buckets.put("inbox", "one.txt", "hello", LONG_AGO);
    buckets.put("inbox", "one.txt", "other", LONG_AGO);

    ArrivalResult first = bring(named("one.txt", etag));
    ArrivalResult again = bring(named("one.txt", etag));

    assertThat(first).isInstanceOf(ArrivalResult.Refused.class).isEqualTo(again);
    DeadLetter letter = only();
    assertThat(letter.refusal().reason()).isEqualTo(Reason.INVALID_INPUT);
    assertThat(letter.refusal().why()).contains("s3://inbox/one.txt", "no longer the content");
    assertThat(jobs()).isEmpty();
  }

  @Test
  void an_object_that_is_gone_is_refused_with_what_to_do() throws Exception {
    start(SETTINGS);

    bring(named("never/there.txt"));

    assertThat(only().refusal().why()).contains("s3://inbox/never/there.txt is gone");
  }

  @Test
  void a_bucket_that_is_not_on_the_list_is_refused() throws Exception {
    start(SETTINGS);

    bring(arrival(new Arrival.Named("secrets", "one.txt", Optional.empty())));

    assertThat(only().refusal().reason()).isEqualTo(Reason.FORBIDDEN);
    assertThat(only().refusal().why()).contains("bucket 'secrets'");
  }

  @Test
  void our_own_objects_start_no_job() throws Exception {
    start(SETTINGS.withOwn(List.of(new OwnPlace("inbox", "vifte"))));
    String placed = buckets.put("inbox", "vifte/out/a/b.txt", "hello", LONG_AGO);
    String marked = buckets.put("inbox", "b.txt", "hello", LONG_AGO, Map.of("vifte", "1"));

    var byPlace = bring(arrival(new Arrival.Seen("inbox", "vifte/out/a/b.txt", placed)));
    var byMark = bring(arrival(new Arrival.Seen("inbox", "b.txt", marked)));
    var asked = bring(named("b.txt"));

    assertThat(byPlace).isInstanceOf(ArrivalResult.PassedOver.class);
    assertThat(byMark).isInstanceOf(ArrivalResult.PassedOver.class);
    assertThat(asked).isInstanceOf(ArrivalResult.Refused.class);
    assertThat(only().refusal().why()).contains("written by Vifte itself");
    assertThat(jobs()).isEmpty();
  }

  @Test
  void an_event_that_too_many_jobs_led_to_is_refused() throws Exception {
    start(SETTINGS);
    buckets.put("inbox", "one.txt", "hello", LONG_AGO);
    var content = new Arrival.Named("inbox", "one.txt", Optional.empty());

    ArrivalResult ninth = bring(arrival(content, 9));
    ArrivalResult eighth = bring(arrival(content, 8));

    assertThat(ninth).isInstanceOf(ArrivalResult.Refused.class);
    assertThat(only().refusal().why()).contains("9 jobs led to this event");
    assertThat(eighth).isInstanceOf(ArrivalResult.Accepted.class);
  }

  @Test
  void a_small_file_inside_the_event_becomes_a_job_once() throws Exception {
    start(SETTINGS);

    var first = (ArrivalResult.Accepted) bring(inline("id-1", "hello"));
    var again = bring(inline("id-1", "hello"));
    var other = bring(inline("id-1", "another file"));

    assertThat(again).isEqualTo(new ArrivalResult.Accepted(first.job(), true));
    assertThat(((ArrivalResult.Refused) other).why().why()).contains("an id of its own");
    assertThat(jobs()).hasSize(1);
  }

  @Test
  void a_file_inside_the_event_has_a_limit_and_must_be_readable() throws Exception {
    start(SETTINGS.withInline(100));

    var fits = bring(inline("id-1", "x".repeat(100)));
    var large = bring(inline("id-2", "x".repeat(103)));
    var garbage = bring(arrival(new Arrival.Inline("id-3", "a.txt", "not base64!")));

    assertThat(fits).isInstanceOf(ArrivalResult.Accepted.class);
    assertThat(((ArrivalResult.Refused) large).why().reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(((ArrivalResult.Refused) large).why().why()).contains("ingest.inline");
    assertThat(((ArrivalResult.Refused) garbage).why().why()).contains("not base64");
  }

  @Test
  void an_event_for_an_unknown_pipeline_can_be_replayed_once_there_is_one() throws Exception {
    start(SETTINGS);
    buckets.put("inbox", "one.txt", "hello", LONG_AGO);
    var name = new PipelineName("later");
    var content = new Arrival.Named("inbox", "one.txt", Optional.empty());
    bring(new Arrival(name, content, 0, Optional.empty(), "{}"));
    DeadLetter letter = only();

    Replay early = node().deadLetters().replay(letter.task());
    node().pipelines().deploy(texts(name));
    Replay late = node().deadLetters().replay(letter.task());

    assertThat(letter.refusal().why()).contains("no pipeline 'later'", "[texts]");
    assertThat(early).isInstanceOf(Replay.StillRefused.class);
    assertThat(late).isEqualTo(new Replay.Published(letter.task()));
    assertThat(letters()).isEmpty();
    assertThat(jobs()).singleElement().satisfies(job -> assertThat(job.pipeline()).isEqualTo(name));
  }

  @Test
  void an_event_that_makes_no_sense_is_kept_with_its_reason_and_stays_refused() throws Exception {
    start(SETTINGS);
    var why = new Refusal(Reason.INVALID_INPUT, "no CloudEvent: there is no 'type'");
    Arrival nonsense = arrival(new Arrival.Unreadable(why));

    bring(nonsense);
    bring(nonsense);

    DeadLetter letter = only();
    assertThat(letter.refusal()).isEqualTo(why);
    assertThat(node().deadLetters().replay(letter.task()))
        .isInstanceOfSatisfying(
            Replay.StillRefused.class,
            refused -> assertThat(refused.why()).contains("no CloudEvent", "corrected"));
    ObjectNode job = node().jobs().document(SETTINGS.tenant(), letter.task().job()).orElseThrow();
    assertThat(job.at("/state").asText()).isEqualTo("refused");
    try (var kept = backend.orElseThrow().objects().open(letter.input().key(), ByteRange.ALL)) {
      assertThat(new String(kept.stream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("unreadable", "there is no 'type'");
    }
  }

  @Test
  void a_type_that_the_pipeline_does_not_take_is_refused() throws Exception {
    start(SETTINGS);
    buckets.put("inbox", "one.pdf", "%PDF-1.7\n", LONG_AGO);

    bring(named("one.pdf"));

    assertThat(only().refusal().reason()).isEqualTo(Reason.UNSUPPORTED);
  }

  @Test
  void over_the_rate_an_arrival_waits_and_is_not_lost() throws Exception {
    start(SETTINGS.withRate(1));
    for (int i = 0; i < 3; i++) {
      buckets.put("inbox", i + ".txt", "text " + i, LONG_AGO);
    }

    bring(named("0.txt"));
    ArrivalResult second = bring(named("1.txt"));
    insist(node(), named("1.txt"));
    insist(node(), named("2.txt"));

    assertThat(second)
        .isInstanceOfSatisfying(
            ArrivalResult.Later.class,
            later -> assertThat(later.why()).contains("1 files a second", "ingest.rate"));
    assertThat(jobs()).hasSize(3);
    assertThat(letters()).isEmpty();
  }

  @Test
  void while_the_bucket_cannot_be_read_an_arrival_waits_longer_each_time() throws Exception {
    start(SETTINGS);
    buckets.put("inbox", "one.txt", "hello", LONG_AGO);
    buckets.down(true);

    var first = (ArrivalResult.Later) node().arrivals().accept(named("one.txt"), 0);
    var tenth = (ArrivalResult.Later) node().arrivals().accept(named("one.txt"), 9);
    buckets.down(false);
    var last = bring(named("one.txt"));

    assertThat(first.pause()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(tenth.pause()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    assertThat(last).isInstanceOf(ArrivalResult.Accepted.class);
  }

  @Test
  void an_object_whose_job_was_erased_starts_none() throws Exception {
    start(SETTINGS);
    String etag = buckets.put("inbox", "one.txt", "hello", LONG_AGO);
    var taken = (ArrivalResult.Accepted) bring(named("one.txt"));
    Probe.eventually("the job ended", () -> jobs().getFirst().state().ended());
    backend.orElseThrow().jobs().erase(taken.job(), LONG_AGO);

    assertThat(bring(named("one.txt", etag))).isInstanceOf(ArrivalResult.PassedOver.class);
    assertThat(letters()).isEmpty();
  }

  private DeadLetter only() throws Exception {
    assertThat(letters()).hasSize(1);
    return letters().getFirst();
  }

  private static Arrival inline(String id, String text) {
    String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return arrival(new Arrival.Inline(id, "a.txt", base64));
  }
}
