package dev.vifte.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class S3SettingsTest {
  @Test
  void a_url_names_endpoint_bucket_and_prefix() {
    S3Settings settings = S3Settings.of("s3:http://minio.local:9000/vifte/some/prefix/");

    assertThat(settings.endpoint()).isEqualTo(URI.create("http://minio.local:9000"));
    assertThat(settings.bucket()).isEqualTo("vifte");
    assertThat(settings.prefix()).isEqualTo("some/prefix");
    assertThat(settings).hasToString("s3:http://minio.local:9000/vifte/some/prefix");
    assertThat(S3Settings.of("s3:https://s3.eu-central-1.amazonaws.com/vifte").prefix()).isEmpty();
  }

  @Test
  void what_is_no_such_url_is_refused_with_the_form_it_must_have() {
    for (String wrong :
        new String[] {
          "http://minio:9000/vifte",
          "s3:",
          "s3:minio:9000/vifte",
          "s3://vifte/x",
          "s3:ftp://h/vifte",
          "s3:http://minio:9000",
          "s3:http://minio:9000/",
          "s3:http://mi nio/x"
        }) {
      assertThatThrownBy(() -> S3Settings.of(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("s3:http://HOST:PORT/BUCKET");
    }
  }

  @Test
  void bucket_prefix_and_region_have_safe_names() {
    assertRefused("s3:http://h:1/UPPER", "S3 bucket");
    assertRefused("s3:http://h:1/ab", "S3 bucket");
    assertRefused("s3:http://h:1/vifte/../x", "S3 prefix");
    assertRefused("s3:http://h:1/vifte//x", "S3 prefix");
    assertThatThrownBy(() -> S3Settings.of("s3:http://h:1/vifte").region(""))
        .hasMessageContaining("S3 region");
  }

  @Test
  void credentials_do_not_belong_into_the_url() {
    assertRefused("s3:http://user:pass@h:1/vifte", "AWS_ACCESS_KEY_ID");
  }

  @Test
  void limits_are_at_least_one() {
    var time = Duration.ofSeconds(1);

    assertThatThrownBy(() -> new S3Limits(0, 1, time, time, time))
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new S3Limits(1, 1, Duration.ZERO, time, time))
        .hasMessageContaining("connect");
  }

  @Test
  void an_environment_without_keys_is_told() {
    assertThatThrownBy(() -> S3Objects.open(S3Settings.of("s3:http://h:1/vifte"), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AWS_ACCESS_KEY_ID");
  }

  @Test
  void an_environment_with_keys_is_enough() {
    Map<String, String> environment =
        Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "s");

    S3Objects.open(S3Settings.of("s3:http://h:1/vifte"), environment).close();
  }

  @Test
  void a_file_without_certificates_is_told(@TempDir Path folder) throws Exception {
    Path empty = Files.writeString(folder.resolve("ca.pem"), "");
    S3Settings settings =
        S3Settings.of("s3:https://h/vifte")
            .credentials(S3Credentials.of("a", "s"))
            .certificates(empty);

    assertThatThrownBy(() -> S3Objects.open(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ca.pem");
  }

  private static void assertRefused(String url, String why) {
    assertThatThrownBy(() -> S3Settings.of(url))
        .as(url)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
