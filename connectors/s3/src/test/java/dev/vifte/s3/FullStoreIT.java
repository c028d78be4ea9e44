package dev.vifte.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.PutOptions;
import dev.vifte.object.StoreFullException;
import dev.vifte.testkit.Trickle;
import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.S3Server;
import dev.vifte.testkit.server.VersityGw;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stores whose disk is really full: a small tmpfs, which only root may mount.
final class FullStoreIT {
  private static final PutOptions ONCE = PutOptions.once(new MediaType("image/png"));
  private static final int SIZE = 3_000_000;

  @TempDir Path disk;

  @BeforeEach
  void mount() throws Exception {
    run("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", disk.toString());
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk.toString());
  }

  /// That it goes on is left to MinIO, which gives room back minutes after a delete.
  @Test
  void a_full_minio_is_told_and_keeps_what_it_has() throws Exception {
    try (S3Server server = Minio.startOn(disk);
        S3Objects objects = Fresh.objects(server)) {
      fill(objects);
    }
  }

  @Test
  void a_full_versitygw_is_told_and_goes_on_when_there_is_room() throws Exception {
    try (S3Server server = VersityGw.startOn(disk);
        S3Objects objects = Fresh.objects(server)) {
      fill(objects);

      objects.delete(key(0));
      objects.delete(key(1));
      assertThat(objects.put(key(0), Trickle.of(SIZE), ONCE).created()).isTrue();
    }
  }

  private static void fill(S3Objects objects) throws IOException {
    int[] stored = new int[1];
    assertThatThrownBy(
            () -> {
              while (stored[0] < 20) {
                objects.put(key(stored[0]), Trickle.of(SIZE), ONCE);
                stored[0]++;
              }
            })
        .isInstanceOf(StoreFullException.class)
        .hasMessageContaining("no room left");
    assertThatThrownBy(() -> objects.put(key(99), Trickle.of(5L * SIZE), ONCE))
        .isInstanceOf(StoreFullException.class);
    assertThat(objects.list(ObjectPrefix.ALL)).hasSize(stored[0]);
  }

  private static ObjectKey key(int number) {
    return new ObjectKey("photo/" + number);
  }

  private static void run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
