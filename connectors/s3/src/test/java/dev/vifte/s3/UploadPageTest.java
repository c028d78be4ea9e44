package dev.vifte.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.s3.UploadPage.Marker;
import dev.vifte.s3.UploadPage.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class UploadPageTest {
  @Test
  void uploads_are_read_with_their_names_decoded() throws Exception {
    UploadPage page =
        read(
            """
            <?xml version="1.0"?>
            <ListMultipartUploadsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
              <Bucket>b</Bucket><KeyMarker></KeyMarker><IsTruncated>false</IsTruncated>
              <Upload><Key>a%2Fb+c</Key><UploadId>1</UploadId>
                <Owner><ID>me</ID></Owner><StorageClass></StorageClass>
                <Initiated>2026-03-01T10:00:00.5Z</Initiated></Upload>
              <Upload><Key>d</Key><UploadId>2</UploadId>
                <Initiated>2026-03-01T11:00:00Z</Initiated></Upload>
            </ListMultipartUploadsResult>
            """);

    assertThat(page.uploads())
        .containsExactly(
            new Upload("a/b c", "1", Instant.parse("2026-03-01T10:00:00.500Z")),
            new Upload("d", "2", Instant.parse("2026-03-01T11:00:00Z")));
    assertThat(page.next()).isEmpty();
  }

  @Test
  void a_page_that_is_not_the_last_tells_where_the_next_begins() throws Exception {
    UploadPage page =
        read(
            "<R><IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker>"
                + "<NextUploadIdMarker>9</NextUploadIdMarker></R>");

    assertThat(page.next()).contains(new Marker("k", "9"));
  }

  @Test
  void a_document_type_is_refused() {
    assertThatThrownBy(
            () -> read("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hosts\">]><r>&x;</r>"))
        .isInstanceOf(IOException.class);
  }

  private static UploadPage read(String xml) throws IOException {
    return UploadPage.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
