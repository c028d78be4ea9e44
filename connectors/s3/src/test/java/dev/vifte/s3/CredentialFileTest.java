package dev.vifte.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CredentialFileTest {
  private final ManualClock clock = new ManualClock();

  @TempDir Path folder;
  private Path file;
  private CredentialFile credentials;

  @BeforeEach
  void name() {
    file = folder.resolve("credentials");
    credentials = new CredentialFile(file, clock);
  }

  @Test
  void the_file_of_other_s3_programs_is_read_and_its_first_section_counts() throws Exception {
    write(
        """
        # comment = no
        [default]
        aws_access_key_id = first
        aws_secret_access_key = a+b/c=
        [other]
        aws_access_key_id = second
        """);

    assertThat(credentials.fetch().accessKey()).isEqualTo("first");
    assertThat(credentials.fetch().secretKey()).isEqualTo("a+b/c=");
  }

  @Test
  void a_file_that_changes_is_read_again() throws Exception {
    keys("old");
    assertThat(credentials.fetch().accessKey()).isEqualTo("old");

    keys("new");
    assertThat(credentials.fetch().accessKey()).as("not looked at yet").isEqualTo("old");

    clock.advance(Duration.ofSeconds(1));
    assertThat(credentials.fetch().accessKey()).isEqualTo("new");
  }

  @Test
  void while_a_new_file_is_half_written_the_old_keys_stay() throws Exception {
    keys("old");
    credentials.fetch();

    write("AWS_ACCESS_KEY_ID=ne");
    clock.advance(Duration.ofSeconds(1));

    assertThat(credentials.fetch().accessKey()).isEqualTo("old");
  }

  @Test
  void a_missing_file_is_told() {
    assertThatThrownBy(credentials::fetch)
        .hasMessageContaining("no S3 credentials")
        .hasMessageContaining(file.toString());
  }

  @Test
  void keys_do_not_print_their_secret() {
    assertThat(S3Credentials.of("me", "hidden").toString()).contains("me").doesNotContain("hidden");
  }

  private void keys(String access) throws IOException {
    write("AWS_ACCESS_KEY_ID=%s%nAWS_SECRET_ACCESS_KEY=x%n".formatted(access));
  }

  /// Each time with a newer date.
  private void write(String text) throws IOException {
    long before = Files.exists(file) ? Files.getLastModifiedTime(file).toMillis() : 0;
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(before + 10_000));
  }
}
