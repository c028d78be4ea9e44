package dev.vifte.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.job.JobId;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private final AtomicBoolean mended = new AtomicBoolean();
  private Served served;

  @BeforeEach
  void serve() throws Exception {
    served = Served.with(Pipelines.fussy(mended), Pipelines.copy());
  }

  @AfterEach
  void close() throws Exception {
    served.close();
  }

  @Test
  void a_dead_letter_tells_what_died_and_why() throws Exception {
    String job = die("a");

    Answer letter = served.get("/v1/dead-letters/" + job + "/judge");

    assertThat(letter.status()).isEqualTo(200);
    assertThat(letter.at("/reason")).isEqualTo("corrupt");
    assertThat(letter.at("/why")).isEqualTo("it is broken; send a whole one");
    assertThat(letter.at("/input/size")).isEqualTo("1");
    assertThat(letter.text()).doesNotContain("in/default");
    String etag = letter.header("ETag");
    assertThat(served.get("/v1/dead-letters/" + job + "/judge", "If-None-Match", etag).status())
        .isEqualTo(304);
  }

  @Test
  void they_are_listed_oldest_first_by_filter_and_page_by_page() throws Exception {
    String first = die("a");
    String second = die("b");

    assertThat(listed("")).containsExactly(first, second);
    assertThat(listed("?stage=judge&pipeline=fussy&reason=corrupt")).hasSize(2);
    assertThat(listed("?reason=encrypted")).isEmpty();
    Answer page = served.get("/v1/dead-letters?limit=1");
    assertThat(listed("?limit=1&after=" + page.at("/after"))).containsExactly(second);
    assertThat(served.get("/v1/dead-letters?reason=boredom").status()).isEqualTo(400);
  }

  @Test
  void a_replay_right_after_the_death_runs_the_job_to_its_end() throws Exception {
    String job = die("a");
    mended.set(true);

    Answer replayed = replay("{\"task\": \"" + job + "/judge\"}");

    assertThat(replayed.status()).isEqualTo(202);
    assertThat(replayed.at("/replayed/0")).isEqualTo(job + "/judge");
    served.probe.awaitEnd(new JobId(job), 2, Served.PATIENCE);
    assertThat(served.get("/v1/jobs/" + job).at("/state")).isEqualTo("completed");
    assertThat(served.get("/v1/jobs/" + job).at("/run")).isEqualTo("2");
    assertThat(served.get("/v1/jobs/" + job + "/events").text())
        .contains("\"run\":1")
        .contains("\"run\":2");
  }

  @Test
  void what_was_replayed_does_not_wait_any_more() throws Exception {
    String job = die("a");
    String order = "{\"task\": \"" + job + "/judge\"}";
    mended.set(true);
    replay(order);

    assertThat(replay(order).status()).isEqualTo(409);
    assertThat(listed("")).isEmpty();
  }

  @Test
  void a_filter_replays_all_it_finds_at_a_rate() throws Exception {
    String first = die("a");
    String second = die("b");
    mended.set(true);

    Answer replayed = replay("{\"pipeline\": \"fussy\", \"limit\": 10, \"rate\": 5}");

    assertThat(replayed.json().at("/replayed")).hasSize(2);
    served.probe.awaitEnd(new JobId(first), 2, Served.PATIENCE);
    served.probe.awaitEnd(new JobId(second), 2, Served.PATIENCE);
    assertThat(listed("")).isEmpty();
  }

  @Test
  void an_order_that_cannot_be_read_is_refused_by_its_part() throws Exception {
    assertThat(replay("not json").at("/detail")).contains("JSON object");
    assertThat(replay("{\"tasks\": []}").at("/detail")).contains("[tasks]");
    assertThat(replay("{\"task\": \"x\"}").at("/detail")).startsWith("task:");
    assertThat(replay("{\"task\": \"a/b\", \"stage\": \"b\"}").status()).isEqualTo(400);
    assertThat(replay("{\"rate\": 0}").at("/detail")).startsWith("rate must be");
    assertThat(replay("{\"limit\": 1000, \"rate\": 1}").at("/detail")).contains("240 s");
    assertThat(replay("{\"reason\": \"boredom\"}").at("/detail")).startsWith("reason:");
    assertThat(replay("x".repeat(70_000)).status()).isEqualTo(413);
  }

  @Test
  void a_dropped_letter_is_gone_and_its_job_stays_failed() throws Exception {
    String job = die("a");
    String path = "/v1/dead-letters/" + job + "/judge";

    assertThat(served.send("DELETE", path, "").status()).isEqualTo(204);
    assertThat(served.send("DELETE", path, "").status()).isEqualTo(409);
    assertThat(listed("")).isEmpty();
    assertThat(served.get("/v1/jobs/" + job).at("/state")).isEqualTo("failed");
  }

  @Test
  void a_letter_that_is_not_there_is_named() throws Exception {
    assertThat(served.get("/v1/dead-letters/00000000/judge").at("/detail"))
        .contains("00000000/judge");
    assertThat(served.get("/v1/dead-letters/00000000/judge/1-2").at("/detail"))
        .contains("00000000/judge/1-2");
    assertThat(replay("{\"task\": \"00000000/judge\"}").status()).isEqualTo(404);
  }

  private String die(String body) throws Exception {
    Answer dead = served.finished("fussy", body);
    assertThat(dead.at("/state")).isEqualTo("failed");
    assertThat(dead.at("/stages/judge/state")).isEqualTo("rejected");
    return dead.job();
  }

  private Answer replay(String order) throws Exception {
    return served.send("POST", "/v1/dead-letters/replay", order);
  }

  private java.util.List<String> listed(String query) throws Exception {
    return served.get("/v1/dead-letters" + query).json().findValuesAsText("job");
  }
}
