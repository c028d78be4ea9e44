package dev.vifte.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Node;
import dev.vifte.erase.ErasureSettings;
import dev.vifte.erase.Keep;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.JobId;
import dev.vifte.job.JobRecord;
import dev.vifte.job.Manifest;
import dev.vifte.object.MediaType;
import dev.vifte.object.PutOptions;
import dev.vifte.testkit.ManualClock;
import dev.vifte.testkit.Probe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is kept no longer goes by itself, and nothing else does.
final class ExpiryTest {
  private static final Duration MONTH = Duration.ofDays(30);

  private final Kept kept = new Kept();
  private final ManualClock clock = new ManualClock();

  @AfterEach
  void close() throws IOException {
    kept.close();
  }

  @Test
  void a_job_goes_with_all_it_left_when_its_time_is_over_and_a_younger_one_stays()
      throws Exception {
    try (Node node = start(new Keep(Optional.empty(), Optional.of(MONTH)))) {
      JobRecord old = kept.ended(node, "bad");
      clock.advance(Duration.ofDays(20));
      JobRecord young = kept.ended(node, "good");
      assertThat(node.deadLetters().list(DeadLetterQuery.ALL)).hasSize(1);
      clock.advance(Duration.ofDays(11));

      Probe.eventually("the old one is gone", () -> gone(node, old));

      assertThat(kept.objects("in", old.id())).isEmpty();
      assertThat(kept.objects("out", old.id())).isEmpty();
      assertThat(node.deadLetters().list(DeadLetterQuery.ALL)).isEmpty();
      assertThat(gone(node, young)).isFalse();
      assertThat(kept.objects("in", young.id())).isNotEmpty();
    }
  }

  @Test
  void originals_go_first_but_not_where_there_is_something_to_replay() throws Exception {
    try (Node node = start(new Keep(Optional.of(MONTH), Optional.empty()))) {
      JobRecord well = kept.ended(node, "good");
      JobRecord badly = kept.ended(node, "bad");
      clock.advance(Duration.ofDays(31));

      Probe.eventually("the original is gone", () -> kept.objects("in", well.id()).isEmpty());

      assertThat(kept.objects("out", well.id())).isNotEmpty();
      assertThat(kept.objects("in", badly.id())).isNotEmpty();
    }
  }

  @Test
  void results_whose_records_are_lost_go_too() throws Exception {
    var lost = new JobId("0123456789abcdef");
    kept.backend
        .objects()
        .put(
            Manifest.folder(Kept.TENANT, lost).child("manifest-1.json"),
            new ByteArrayInputStream("{}".getBytes(UTF_8)),
            PutOptions.once(new MediaType("application/json")));
    clock.advance(Duration.ofDays(36_500));
    try (Node node = start(new Keep(Optional.empty(), Optional.of(MONTH)))) {
      Probe.eventually("it is gone", () -> kept.objects("out", lost).isEmpty());

      assertThat(node.jobs().document(Kept.TENANT, lost)).isEmpty();
    }
  }

  private Node start(Keep keep) throws IOException {
    return kept.node().clock(clock).erasing(ErasureSettings.NONE.keeping(keep)).start();
  }

  private static boolean gone(Node node, JobRecord job) throws IOException {
    return node.jobs().document(Kept.TENANT, job.id()).isEmpty();
  }
}
