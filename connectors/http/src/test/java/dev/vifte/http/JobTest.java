package dev.vifte.http;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobTest {
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
  void a_document_that_has_not_changed_is_not_sent_again() throws Exception {
    String path = "/v1/jobs/" + served.finished("copy", "hello").job();
    String etag = served.get(path).header("ETag");

    assertThat(served.get(path, "If-None-Match", etag).status()).isEqualTo(304);
    assertThat(served.get(path, "If-None-Match", "\"other\"").status()).isEqualTo(200);
  }

  @Test
  void jobs_are_listed_newest_first_by_state_and_pipeline_and_page_by_page() throws Exception {
    String first = served.finished("copy", "one").job();
    String second = served.finished("copy", "two").job();
    String held = served.upload("held", "three").job();

    Answer copies = served.get("/v1/jobs?pipeline=copy&limit=1");
    assertThat(copies.json().findValuesAsText("job")).containsExactly(second);
    Answer older = served.get("/v1/jobs?pipeline=copy&limit=1&after=" + copies.at("/after"));
    assertThat(older.json().findValuesAsText("job")).containsExactly(first);
    assertThat(served.get("/v1/jobs?state=running").json().findValuesAsText("job"))
        .containsExactly(held);
  }

  @Test
  void a_listing_that_cannot_be_is_refused_by_its_parameter() throws Exception {
    assertThat(served.get("/v1/jobs?state=sleeping").at("/detail")).contains("'state'");
    assertThat(served.get("/v1/jobs?limit=0").status()).isEqualTo(400);
    assertThat(served.get("/v1/jobs?limit=many").at("/detail")).contains("'limit'");
    assertThat(served.get("/v1/jobs?pipeline=No%20Name").status()).isEqualTo(400);
  }

  @Test
  void a_running_job_is_cancelled() throws Exception {
    String job = served.upload("held", "hello").job();

    Answer cancelled = served.send("POST", "/v1/jobs/" + job + "/cancel", "");

    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.at("/state")).isEqualTo("cancelled");
    assertThat(served.get("/v1/jobs/" + job).at("/state")).isEqualTo("cancelled");
    assertThat(served.get("/v1/jobs/" + job + "/events").text()).contains("\"cancelled\"");
  }

  @Test
  void a_job_that_waits_is_cancelled_and_never_started() throws Exception {
    for (int i = 0; i < 17; i++) {
      served.upload("held", "in front " + i);
    }
    String job = served.upload("held", "behind").job();

    served.send("POST", "/v1/jobs/" + job + "/cancel", "");
    go.countDown();

    assertThat(served.finished("copy", "after").status()).isEqualTo(200);
    assertThat(served.get("/v1/jobs/" + job).at("/state")).isEqualTo("cancelled");
    assertThat(served.get("/v1/jobs/" + job).at("/stages/hold/data/held")).isEmpty();
  }

  @Test
  void cancelling_twice_is_the_same_and_a_finished_job_cannot_be_cancelled() throws Exception {
    String held = "/v1/jobs/" + served.upload("held", "hello").job();
    String done = "/v1/jobs/" + served.finished("copy", "hello").job();

    assertThat(served.send("POST", held + "/cancel", "").status()).isEqualTo(200);
    assertThat(served.send("POST", held + "/cancel", "").status()).isEqualTo(200);
    Answer refused = served.send("POST", done + "/cancel", "");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.at("/detail")).contains("completed");
  }

  @Test
  void an_erased_job_is_no_longer_there_and_erasing_it_again_is_the_same() throws Exception {
    String job = "/v1/jobs/" + served.finished("copy", "hello").job();

    assertThat(served.send("DELETE", job, "").status()).isEqualTo(204);

    assertThat(served.get(job).status()).isEqualTo(404);
    assertThat(served.get(job + "/outputs/copy/copy.txt").status()).isEqualTo(404);
    assertThat(served.get(job + "/manifest").status()).isEqualTo(404);
    assertThat(served.get(job + "/events").status()).isEqualTo(404);
    assertThat(served.get("/v1/jobs").json().findValuesAsText("job")).isEmpty();
    assertThat(served.send("DELETE", job, "").status()).isEqualTo(204);
  }

  @Test
  void a_running_job_is_erased_and_those_who_follow_it_hear_its_end() throws Exception {
    String job = "/v1/jobs/" + served.upload("held", "hello").job();
    var following = served.client().sendAsync(served.to(job + "/events").build(), ofString());
    served.await("/v1/jobs?state=running", jobs -> !jobs.json().at("/jobs").isEmpty());

    assertThat(served.send("DELETE", job, "").status()).isEqualTo(204);

    assertThat(following.get(20, TimeUnit.SECONDS).body()).contains("\"cancelled\"");
    assertThat(served.get(job).status()).isEqualTo(404);
  }

  @Test
  void a_manifest_of_a_running_job_is_not_there_yet() throws Exception {
    Answer missing = served.get("/v1/jobs/" + served.upload("held", "x").job() + "/manifest");

    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.at("/detail")).contains("running");
  }

  @Test
  void health_is_told_to_everyone() throws Exception {
    assertThat(served.get("/health/live").at("/status")).isEqualTo("live");
    assertThat(served.get("/health/ready").at("/status")).isEqualTo("ready");
  }

  @Test
  void pipelines_are_listed_with_what_they_take() throws Exception {
    Answer pipelines = served.get("/v1/pipelines");

    assertThat(pipelines.at("/pipelines/0/name")).isEqualTo("copy");
    assertThat(pipelines.at("/pipelines/0/accept/0")).isEqualTo("text/plain");
    assertThat(pipelines.at("/pipelines/0/limits/size")).isEqualTo("1000");
    assertThat(pipelines.at("/pipelines/1/stages/0/uses")).isEqualTo("test/hold");
  }
}
