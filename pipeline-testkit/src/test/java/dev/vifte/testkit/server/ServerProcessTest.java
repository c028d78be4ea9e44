package dev.vifte.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// With a shell as the server.
final class ServerProcessTest {
  @Test
  void a_server_that_dies_at_start_is_told_with_its_log() throws Exception {
    Path folder = ServerProcess.freshFolder("test");
    var launch = launch(folder, "echo the disk is missing; exit 1", () -> false);

    assertThatThrownBy(() -> ServerProcess.start(launch))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ended")
        .hasMessageContaining("the disk is missing");
  }

  @Test
  void it_is_waited_for_until_it_is_ready() throws Exception {
    Path folder = ServerProcess.freshFolder("test");
    Path sign = folder.resolve("ready");
    var launch = launch(folder, "touch ready; exec sleep 60", () -> Files.exists(sign));

    try (var server = ServerProcess.start(launch)) {
      assertThat(sign).exists();
      assertThat(server.folder()).isEqualTo(folder);
    }
    assertThat(folder).doesNotExist();
  }

  @Test
  void a_killed_server_starts_again_as_another_process() throws Exception {
    Path folder = ServerProcess.freshFolder("test");
    var launch = launch(folder, "echo up; exec sleep 60", () -> true);

    try (var server = ServerProcess.start(launch)) {
      long before = server.pid();
      server.kill();
      server.startAgain();

      assertThat(server.pid()).isNotEqualTo(before);
      assertThatThrownBy(server::startAgain).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void ports_are_free_and_not_given_twice() {
    int one = FreePort.any();

    assertThat(FreePort.any()).isNotEqualTo(one);
    assertThat(Ready.accepts(one).answers()).isFalse();
  }

  @Test
  void a_missing_program_tells_how_to_get_it() {
    assertThatThrownBy(() -> Binaries.find("no-such-server"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("./dev servers");
  }

  private static ServerProcess.Launch launch(Path folder, String script, Ready ready) {
    return new ServerProcess.Launch(folder, List.of("sh", "-c", script), Map.of(), ready);
  }
}
