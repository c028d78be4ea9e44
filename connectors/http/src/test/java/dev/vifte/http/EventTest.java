package dev.vifte.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventTest {
  private final CountDownLatch go = new CountDownLatch(1);
  private Served served;

  @BeforeEach
  void serve() throws Exception {
    served = Served.with(Pipelines.copy(), Pipelines.held(go));
  }

  @AfterEach
  void close() throws Exception {
    go.countDown();
    served.close();
  }

  @Test
  void the_stream_tells_the_life_of_a_job_and_ends_with_it() throws Exception {
    Answer job = served.finished("copy", "hello");

    Answer events = served.get("/v1/jobs/" + job.job() + "/events");

    assertThat(events.header("Content-Type")).startsWith("text/event-stream");
    assertThat(events.text().lines().filter(line -> line.startsWith("event: ")))
        .startsWith("event: job.accepted")
        .contains("event: task.finished")
        .endsWith("event: job.ended");
    assertThat(events.text()).contains("\"state\":\"completed\"");
  }

  @Test
  void events_come_while_the_job_runs() throws Exception {
    Answer job = served.upload("held", "hello");
    try (var lines = follow(job.job(), "0")) {
      Iterator<String> live = lines.iterator();
      assertThat(next(live, "event: ")).isEqualTo("event: job.accepted");

      go.countDown();

      assertThat(rest(live, "event: ")).endsWith("event: job.ended");
    }
  }

  @Test
  void a_reader_that_resumes_anywhere_misses_nothing_and_hears_nothing_twice() throws Exception {
    Answer job = served.finished("copy", "hello");
    List<String> all = ids(job.job(), "0");

    for (int i = 0; i < all.size() - 1; i++) {
      assertThat(ids(job.job(), all.get(i))).isEqualTo(all.subList(i + 1, all.size()));
    }
  }

  @Test
  void a_reader_that_has_heard_the_end_is_told_not_to_come_back() throws Exception {
    Answer job = served.finished("copy", "hello");
    String last = ids(job.job(), "0").getLast();
    String path = "/v1/jobs/" + job.job() + "/events";

    assertThat(served.get(path, "Last-Event-ID", last).status()).isEqualTo(204);
    assertThat(served.get(path + "?after=" + last).status()).isEqualTo(204);
    assertThat(served.get(path + "?after=999999").status()).isEqualTo(204);
  }

  @Test
  void a_number_that_is_none_is_refused() throws Exception {
    Answer job = served.finished("copy", "hello");
    String path = "/v1/jobs/" + job.job() + "/events";

    assertThat(served.get(path, "Last-Event-ID", "soon").status()).isEqualTo(400);
    assertThat(served.get(path + "?after=-1").status()).isEqualTo(400);
  }

  @Test
  void events_of_an_unknown_job_are_not_found() throws Exception {
    assertThat(served.get("/v1/jobs/00000000/events").status()).isEqualTo(404);
  }

  @Test
  void closing_the_gateway_ends_open_streams_at_once() throws Exception {
    Answer job = served.upload("held", "hello");
    try (var lines = follow(job.job(), "0")) {
      Iterator<String> live = lines.iterator();
      assertThat(next(live, "event: ")).isEqualTo("event: job.accepted");
      long before = System.nanoTime();

      served.gateway.close();

      assertThat(rest(live, "event: ")).doesNotContain("event: job.ended");
      assertThat(System.nanoTime() - before).isLessThan(9_000_000_000L);
    }
  }

  private java.util.stream.Stream<String> follow(String job, String after) throws Exception {
    var request = served.to("/v1/jobs/" + job + "/events", "Last-Event-ID", after).build();
    return served.client().send(request, BodyHandlers.ofLines()).body();
  }

  private List<String> ids(String job, String after) throws Exception {
    try (var lines = follow(job, after)) {
      return lines.filter(l -> l.startsWith("id: ")).map(l -> l.substring(4)).toList();
    }
  }

  private static String next(Iterator<String> lines, String prefix) {
    String line = lines.next();
    while (!line.startsWith(prefix)) {
      line = lines.next();
    }
    return line;
  }

  private static List<String> rest(Iterator<String> lines, String prefix) {
    var found = new ArrayList<String>();
    try {
      lines.forEachRemaining(line -> {
        if (line.startsWith(prefix)) {
          found.add(line);
        }
      });
    } catch (UncheckedIOException e) {
      // a connection that is closed ends the stream as well
    }
    return found;
  }
}
