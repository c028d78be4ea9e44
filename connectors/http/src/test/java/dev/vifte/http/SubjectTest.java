package dev.vifte.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.job.JobId;
import dev.vifte.job.JobQuery;
import dev.vifte.job.TenantId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubjectTest {
  private static final String NAME = "p\u00e9tur@example.com";
  private static final String ENCODED = "p%C3%A9tur@example.com";

  private Served served;

  @BeforeEach
  void serve() throws Exception {
    served = Served.with(Pipelines.copy());
  }

  @AfterEach
  void close() throws Exception {
    served.close();
  }

  @Test
  void everything_about_a_subject_goes_and_what_is_about_others_stays() throws Exception {
    String about =
        served.upload("copy", "one", "Vifte-Subject", ENCODED, "Prefer", "wait=30").job();
    String other = served.upload("copy", "two", "Vifte-Subject", "anna", "Prefer", "wait=30").job();

    Answer begun = served.send("DELETE", "/v1/subjects/" + ENCODED, "");

    assertThat(begun.status()).isEqualTo(202);
    assertThat(begun.text()).doesNotContain(NAME, ENCODED);
    Answer swept =
        served.await(begun.header("Location"), answer -> !answer.at("/state").equals("removing"));
    assertThat(swept.json().at("/removed/jobs").asInt()).isEqualTo(1);
    assertThat(served.get("/v1/jobs/" + about).status()).isEqualTo(404);
    assertThat(served.get("/v1/jobs/" + other).status()).isEqualTo(200);
  }

  @Test
  void an_erased_subject_is_taken_no_more_and_asked_again_its_erasure_is_the_same()
      throws Exception {
    Answer begun = served.send("DELETE", "/v1/subjects/anna", "");
    Answer again = served.send("DELETE", "/v1/subjects/anna", "");

    assertThat(again.header("Location")).isEqualTo(begun.header("Location"));
    Answer refused = served.upload("copy", "one", "Vifte-Subject", "anna");
    assertThat(refused.status()).isEqualTo(410);
    assertThat(refused.at("/detail")).contains("another id").doesNotContain("anna");
    assertThat(served.node.jobs().list(JobQuery.NEWEST)).isEmpty();
  }

  @Test
  void no_answer_and_no_record_holds_the_name() throws Exception {
    String job = served.upload("copy", "one", "Vifte-Subject", "anna", "Prefer", "wait=30").job();

    var record = served.node.jobs().find(new TenantId("default"), new JobId(job)).orElseThrow();
    assertThat(new String(record.json(), StandardCharsets.UTF_8))
        .contains("\"subject\"")
        .doesNotContain("anna");
    assertThat(served.get("/v1/jobs/" + job).text()).doesNotContain("anna");
  }

  @Test
  void a_name_that_is_none_is_refused() throws Exception {
    assertThat(served.upload("copy", "x", "Vifte-Subject", "%20").status()).isEqualTo(400);
    assertThat(served.upload("copy", "x", "Vifte-Subject", "x".repeat(300)).status())
        .isEqualTo(400);
  }
}
