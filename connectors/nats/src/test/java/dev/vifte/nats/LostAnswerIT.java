package dev.vifte.nats;

import static dev.vifte.testkit.Fixtures.job;
import static dev.vifte.testkit.Fixtures.receiving;
import static dev.vifte.testkit.ManualClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.job.Entry;
import dev.vifte.job.JobStore;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Versioned;
import dev.vifte.testkit.Probe;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.Served;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A write whose answer is lost: who won is told truly, or it is said that nobody knows.
final class LostAnswerIT {
  private static final RecordKey KEY = RecordKey.of(job(1));
  @RegisterExtension private static final Served<NatsServer> SERVER = Served.by(NatsServer::start);

  private final States states = new States(1);
  private LossyProxy proxy;
  private JobStore ours;
  private JobStore theirs;

  @BeforeEach
  void open() throws Exception {
    proxy = LossyProxy.before(SERVER.get().url());
    NatsSettings settings = states.settings(proxy.url()).withRequestTimeout(Duration.ofSeconds(2));
    ours = states.open(settings).jobs();
    theirs =
        states
            .open(NatsSettings.of(SERVER.get().url().toString()).withSpace(settings.space()))
            .jobs();
  }

  @AfterEach
  void close() throws Exception {
    states.close();
    proxy.close();
  }

  @Test
  void a_write_that_was_stored_before_the_server_died_has_won() throws Exception {
    proxy.swallowAnswers();
    CompletableFuture<Boolean> creating = create(1);
    Probe.eventually("it is stored", () -> !theirs.read(List.of(KEY)).isEmpty());
    SERVER.get().process().kill();
    SERVER.get().process().startAgain();
    proxy.heal();

    assertThat(result(creating)).isTrue();
    assertThat(standing().value()).isEqualTo(receiving(1, START.plusSeconds(1)));
    assertThat(theirs.create(KEY, receiving(1, START))).isFalse();
  }

  @Test
  void a_write_that_never_arrived_is_made_again_and_wins() throws Exception {
    proxy.swallowRequests();
    CompletableFuture<Boolean> creating = create(1);
    proxy.awaitSwallowed();
    proxy.heal();

    assertThat(result(creating)).isTrue();
    assertThat(standing().value()).isEqualTo(receiving(1, START.plusSeconds(1)));
  }

  @Test
  void a_write_that_never_arrived_loses_against_one_that_did() throws Exception {
    proxy.swallowRequests();
    CompletableFuture<Boolean> creating = create(1);
    proxy.awaitSwallowed();
    assertThat(theirs.create(KEY, receiving(1, START))).isTrue();
    proxy.heal();

    assertThat(result(creating)).isFalse();
    assertThat(standing().value()).isEqualTo(receiving(1, START));
  }

  @Test
  void a_replacement_without_an_answer_is_told_apart_from_anothers() throws Exception {
    ours.create(KEY, receiving(1, START));
    Versioned<Entry> seen = standing();
    proxy.swallowAnswers();
    CompletableFuture<Boolean> replacing = replace(seen, 1);
    Probe.eventually("it is stored", () -> standing().version() != seen.version());
    proxy.heal();

    assertThat(theirs.replace(seen, receiving(1, START))).isFalse();
    assertThat(result(replacing)).isTrue();
  }

  @Test
  void nobody_is_told_that_he_won_or_lost_when_others_have_written_over_it() throws Exception {
    ours.create(KEY, receiving(1, START));
    Versioned<Entry> seen = standing();
    proxy.swallowAnswers();
    CompletableFuture<Boolean> replacing = replace(seen, 1);
    Probe.eventually("it is stored", () -> standing().version() != seen.version());
    assertThat(theirs.replace(standing(), receiving(1, START.plusSeconds(2)))).isTrue();
    proxy.heal();

    assertThatThrownBy(() -> result(replacing)).hasRootCauseInstanceOf(NoAnswerException.class);
  }

  @Test
  void reads_and_writes_go_on_when_the_server_comes_back() throws Exception {
    ours.create(KEY, receiving(1, START));
    SERVER.get().process().kill();
    CompletableFuture<Boolean> replacing = replaceStanding();
    SERVER.get().process().startAgain();

    assertThat(result(replacing)).isTrue();
  }

  private CompletableFuture<Boolean> create(int second) {
    return async(() -> ours.create(KEY, receiving(1, START.plusSeconds(second))));
  }

  private CompletableFuture<Boolean> replace(Versioned<Entry> seen, int second) {
    return async(() -> ours.replace(seen, receiving(1, START.plusSeconds(second))));
  }

  private CompletableFuture<Boolean> replaceStanding() {
    return async(() -> ours.replace(standing(ours), receiving(1, START.plusSeconds(3))));
  }

  private interface Call {
    boolean run() throws IOException;
  }

  private static CompletableFuture<Boolean> async(Call call) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return call.run();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> Thread.ofVirtual().start(task));
  }

  private static boolean result(CompletableFuture<Boolean> call)
      throws InterruptedException, ExecutionException, TimeoutException {
    return call.get(Probe.DEADLINE.toSeconds(), TimeUnit.SECONDS);
  }

  private Versioned<Entry> standing() throws IOException {
    return standing(theirs);
  }

  private static Versioned<Entry> standing(JobStore jobs) throws IOException {
    Versioned<Entry> found = jobs.read(List.of(KEY)).get(KEY);
    if (found == null) {
      throw new AssertionError("nothing stands at " + KEY);
    }
    return found;
  }
}
