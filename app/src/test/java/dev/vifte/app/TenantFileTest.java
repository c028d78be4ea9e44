package dev.vifte.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.ingest.Share;
import dev.vifte.ingest.Shares;
import dev.vifte.job.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TenantFileTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final Share USUAL = new Share(500, 1000);

  private final AtomicLong nanos = new AtomicLong();
  private Path file = Path.of("");

  @BeforeEach
  void name(@TempDir Path folder) {
    file = folder.resolve("tenants.yaml");
  }

  @Test
  void what_the_file_does_not_say_is_as_usual() throws IOException {
    Shares shares = open("acme: { tasks: 5 }\n");

    assertThat(shares.of(ACME)).isEqualTo(new Share(500, 5));
    assertThat(shares.of(new TenantId("other"))).isEqualTo(USUAL);
  }

  @Test
  void a_change_counts_after_a_second() throws IOException {
    Shares shares = open("acme: { tasks: 5 }\n");

    Files.writeString(file, "acme: { per-second: 20, tasks: 7 }\n");

    assertThat(shares.of(ACME)).isEqualTo(new Share(500, 5));
    nanos.addAndGet(1_000_000_000);
    assertThat(shares.of(ACME)).isEqualTo(new Share(20, 7));
  }

  @Test
  void a_mistake_in_a_change_leaves_the_limits_as_they_were() throws IOException {
    Shares shares = open("acme: { tasks: 5 }\n");

    Files.writeString(file, "acme: { tasks: many }\n");
    nanos.addAndGet(1_000_000_000);

    assertThat(shares.of(ACME)).isEqualTo(new Share(500, 5));
  }

  @Test
  void a_mistake_at_the_start_is_told_with_its_file_and_tenant() {
    assertThatThrownBy(() -> open("acme: { task: 5 }\n"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("acme")
        .hasMessageContaining("[task]");
  }

  private Shares open(String content) throws IOException {
    Files.writeString(file, content);
    return TenantFile.open(file, USUAL, nanos::get);
  }
}
