package dev.vifte.loadtest.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.loadtest.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a shell and its child as the group.
final class ProcessesTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(10);

  @Test
  void a_line_of_the_kernels_status_is_read() {
    String status = "Name:\tjava\nVmPeak:\t 9000 kB\nVmHWM:\t   15004 kB\nVmRSS:\t    2000 kB\n";

    assertThat(Processes.kibibytes(status, "VmHWM:")).isEqualTo(15_004);
    assertThat(Processes.kibibytes(status, "VmSwap:")).isZero();
  }

  @Test
  void this_process_is_counted() throws Exception {
    Processes self = Processes.of(ProcessHandle.current().pid());

    assertThat(self.cpu()).isPositive();
    assertThat(self.peakMiB()).isPositive();
    assertThat(self.threads().values()).extracting("name").contains("VM Thread");
  }

  @Test
  void children_that_have_ended_are_not_this_process() throws Exception {
    String busy = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done";
    Duration whole = Processes.of(ProcessHandle.current().pid()).cpu();
    Duration alone = Processes.here().cpu();

    assertThat(new ProcessBuilder("sh", "-c", busy).start().waitFor()).isZero();

    Duration wholeGrown = Processes.of(ProcessHandle.current().pid()).cpu().minus(whole);
    Duration aloneGrown = Processes.here().cpu().minus(alone);
    assertThat(wholeGrown).isGreaterThan(aloneGrown);
  }

  @Test
  void a_group_is_counted_together_and_killed_together(@TempDir Path folder) throws Exception {
    var launch =
        new ProcessGroup.Launch(
            List.of("sh", "-c", "sleep 60 & sleep 60"), folder, Map.of(), folder.resolve("log"));

    try (ProcessGroup group = ProcessGroup.start(launch)) {
      Processes processes = group.processes();
      assertThat(Wait.until(() -> processes.threads().size() == 3, PAUSE, LIMIT)).isTrue();
      group.kill();
      assertThat(Wait.until(() -> processes.threads().isEmpty(), PAUSE, LIMIT)).isTrue();
      assertThat(group.alive()).isFalse();
    }
  }
}
