package dev.vifte.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileNameTest {
  private Served served;

  @BeforeAll
  void serve() throws Exception {
    served = Served.with(Pipelines.copy());
  }

  @AfterAll
  void close() throws Exception {
    served.close();
  }

  @Test
  void a_name_comes_from_the_header_that_says_it() throws Exception {
    assertThat(name("Content-Disposition", "attachment; filename=\"a b.txt\""))
        .isEqualTo("a b.txt");
    assertThat(name("Content-Disposition", "attachment; filename*=UTF-8''gr%C3%BC%C3%9Fe.txt"))
        .isEqualTo("grüße.txt");
    assertThat(name("X-File-Name", "a+b%20c.txt")).isEqualTo("a+b c.txt");
    assertThat(name("X-File-Name", "100%.txt")).isEqualTo("100%.txt");
  }

  @Test
  void a_query_parameter_is_enough() throws Exception {
    Answer accepted = served.send("POST", "/v1/pipelines/copy/jobs?name=q.txt", "hello");

    assertThat(accepted.at("/input/name")).isEqualTo("q.txt");
  }

  @Test
  void a_name_is_the_last_part_of_a_path_without_what_cannot_be_seen() {
    assertThat(FileName.clean("../../etc/passwd")).isEqualTo("passwd");
    assertThat(FileName.clean("C:\\photos\\a.jpg")).isEqualTo("a.jpg");
    assertThat(FileName.clean("a\u0000\n\u001b[31mb\u202e.txt")).isEqualTo("a[31mb.txt");
    assertThat(FileName.clean("..")).isEqualTo("upload");
    assertThat(FileName.clean("")).isEqualTo("upload");
    assertThat(FileName.clean("😀".repeat(300)).codePointCount(0, 510)).isEqualTo(255);
  }

  private String name(String header, String value) throws Exception {
    return served.upload("copy", "hello", header, value).at("/input/name");
  }
}
