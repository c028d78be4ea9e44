package dev.vifte.loadtest.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Json;
import org.junit.jupiter.api.Test;

final class HeardTest {
  private final Heard heard = new Heard();

  @Test
  void a_job_that_ends_twice_is_told() {
    heard.ended(event("job.ended", "one"));
    heard.ended(event("job.ended", "two"));
    heard.ended(event("job.ended", "two"));

    assertThat(heard.endedAgain()).isEqualTo(1);
  }

  @Test
  void tasks_that_begin_once_more_than_there_are_count_as_begun_again() {
    heard.began(event("task.started", "one"));
    heard.began(event("task.started", "one"));
    heard.began(event("task.started", "two"));
    heard.began(event("task.started", "two"));
    heard.began(event("task.started", "two"));

    assertThat(heard.beganAgain(2)).isEqualTo(1);
    assertThat(heard.endedAgain()).isZero();
  }

  @Test
  void other_events_do_not_count() {
    heard.ended(event("task.finished", "one"));
    heard.ended(event("task.finished", "one"));

    assertThat(heard.endedAgain()).isZero();
  }

  private static byte[] event(String type, String job) {
    return Json.bytes(Json.object().put("type", "dev.vifte." + type).put("subject", job));
  }
}
