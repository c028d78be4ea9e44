package dev.vifte.embedded;

import static dev.vifte.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.Backend;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.PutOptions;
import dev.vifte.object.StoreFullException;
import dev.vifte.queue.Receipt;
import dev.vifte.testkit.Fixtures;
import dev.vifte.testkit.Trickle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is really full: a small tmpfs, which only root may mount. Run with the profile
/// `servers`.
final class FullDiskIT {
  private static final PutOptions ONCE = PutOptions.once(Fixtures.JPEG);
  private static final ObjectKey LARGE = new ObjectKey("in/large");
  private static final ObjectKey SMALL = new ObjectKey("in/small");

  @TempDir Path disk;
  private Backend backend;

  @BeforeEach
  void open() throws Exception {
    run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString());
    backend = Embedded.open(EmbeddedSettings.in(disk.resolve("store")));
  }

  @AfterEach
  void close() throws Exception {
    backend.close();
    run("umount", disk.toString());
  }

  @Test
  void an_object_that_does_not_fit_leaves_nothing_and_the_store_goes_on() throws Exception {
    assertThatThrownBy(() -> backend.objects().put(LARGE, Trickle.of(4 << 20), ONCE))
        .isInstanceOf(StoreFullException.class)
        .hasMessageContaining(disk.toString())
        .hasMessageContaining("Free space");

    try (var left = backend.objects().list(ObjectPrefix.ALL)) {
      assertThat(left).isEmpty();
    }
    assertThat(disk.resolve("store/objects/.incoming")).isEmptyDirectory();
    assertThat(backend.objects().put(SMALL, Trickle.of(100_000), ONCE).created()).isTrue();
  }

  @Test
  void a_queue_on_a_full_disk_refuses_and_goes_on_when_there_is_room() throws Exception {
    List<Receipt> before = backend.queue().publish(List.of(message(0)));
    Path filler = fill();
    var receipts = new ArrayList<Receipt>(before);

    assertThatThrownBy(() -> publishUntilRefused(receipts))
        .isInstanceOf(StoreFullException.class)
        .hasMessageContaining(disk.toString());
    Files.delete(filler);

    receipts.addAll(backend.queue().publish(List.of(message(100_000))));
    for (Receipt each : receipts) {
      assertThat(backend.queue().holds(each)).isTrue();
    }
  }

  @Test
  void a_store_that_cannot_be_made_on_a_full_disk_says_so() throws Exception {
    Path filler = fill();

    assertThatThrownBy(() -> Embedded.open(EmbeddedSettings.in(disk.resolve("other"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(disk.toString());

    Files.delete(filler);
    Embedded.open(EmbeddedSettings.in(disk.resolve("other"))).close();
  }

  private void publishUntilRefused(List<Receipt> receipts) throws IOException {
    for (int n = 1; n < 100_000; n++) {
      receipts.addAll(backend.queue().publish(List.of(message(n))));
    }
  }

  private Path fill() throws IOException {
    Path filler = disk.resolve("filler");
    try (OutputStream out = Files.newOutputStream(filler)) {
      assertThatThrownBy(() -> Trickle.of(4 << 20).transferTo(out)).isInstanceOf(IOException.class);
    }
    return filler;
  }

  private static void run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
