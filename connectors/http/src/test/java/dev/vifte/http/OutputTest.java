package dev.vifte.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutputTest {
  private static final String TEXT = "0123456789";
  private Served served;
  private String copy = "";
  private String page = "";

  @BeforeAll
  void serve() throws Exception {
    served = Served.with(Pipelines.copy(), Pipelines.page());
    copy = served.finished("copy", TEXT).at("/stages/copy/outputs/0/href");
    page = served.finished("page", TEXT).at("/stages/page/outputs/0/href");
  }

  @AfterAll
  void close() throws Exception {
    served.close();
  }

  @Test
  void a_text_is_shown_in_a_sandbox() throws Exception {
    Answer whole = served.get(copy);

    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.text()).isEqualTo(TEXT);
    assertThat(whole.header("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
    assertThat(whole.header("Content-Length")).isEqualTo("10");
    assertThat(whole.header("Content-Disposition")).isEqualTo("inline; filename=\"copy.txt\"");
    assertThat(whole.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(whole.header("Content-Security-Policy")).startsWith("sandbox");
    assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
  }

  @Test
  void a_page_is_a_download_and_never_shown() throws Exception {
    Answer whole = served.get(page);

    assertThat(whole.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(whole.header("Content-Disposition")).startsWith("attachment");
  }

  @Test
  void a_range_gives_that_part() throws Exception {
    assertPart("bytes=2-4", "234", "bytes 2-4/10");
    assertPart("bytes=7-", "789", "bytes 7-9/10");
    assertPart("bytes=-3", "789", "bytes 7-9/10");
    assertPart("bytes=0-999", TEXT, "bytes 0-9/10");
  }

  @Test
  void a_range_outside_the_file_is_answered_with_its_size() throws Exception {
    Answer refused = served.get(copy, "Range", "bytes=10-");

    assertThat(refused.status()).isEqualTo(416);
    assertThat(refused.header("Content-Range")).isEqualTo("bytes */10");
  }

  @Test
  void several_ranges_or_nonsense_give_the_whole() throws Exception {
    assertThat(served.get(copy, "Range", "bytes=0-1,3-4").status()).isEqualTo(200);
    assertThat(served.get(copy, "Range", "lines=1-2").status()).isEqualTo(200);
    assertThat(served.get(copy, "Range", "bytes=5-2").status()).isEqualTo(200);
  }

  @Test
  void a_range_of_another_version_gives_the_whole() throws Exception {
    String etag = served.get(copy).header("ETag");

    assertThat(served.get(copy, "Range", "bytes=1-2", "If-Range", etag).status()).isEqualTo(206);
    assertThat(served.get(copy, "Range", "bytes=1-2", "If-Range", "\"x\"").status()).isEqualTo(200);
  }

  @Test
  void what_the_caller_has_is_not_sent_again() throws Exception {
    Answer same = served.get(copy, "If-None-Match", served.get(copy).header("ETag"));

    assertThat(same.status()).isEqualTo(304);
    assertThat(same.bytes()).isEmpty();
  }

  @Test
  void head_tells_the_size_and_sends_nothing() throws Exception {
    Answer head = served.send("HEAD", copy, "");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("10");
    assertThat(head.bytes()).isEmpty();
  }

  @Test
  void the_manifest_is_a_file_too() throws Exception {
    String job = copy.replaceAll("/outputs/.*", "");

    Answer manifest = served.get(job + "/manifest");

    assertThat(manifest.at("/state")).isEqualTo("completed");
    assertThat(manifest.at("/stages/copy/outputs/0/sha256")).hasSize(64);
    assertThat(served.get(job + "/manifest", "Range", "bytes=0-0").text()).isEqualTo("{");
  }

  @Test
  void an_output_that_is_not_there_is_named() throws Exception {
    Answer missing = served.get(copy.replace("copy.txt", "none.txt"));

    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.at("/detail")).contains("none.txt");
    assertThat(served.get(copy.replace("copy.txt", "..%2F..%2Fstate.db")).status()).isEqualTo(404);
    assertThat(served.get(copy.replace("/copy/", "/Not a stage!/".replace(" ", "%20"))).status())
        .isEqualTo(404);
  }

  private void assertPart(String range, String text, String contentRange) throws Exception {
    Answer part = served.get(copy, "Range", range);
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo(text);
    assertThat(part.header("Content-Range")).isEqualTo(contentRange);
    assertThat(part.header("Content-Length")).isEqualTo("" + text.length());
  }
}
