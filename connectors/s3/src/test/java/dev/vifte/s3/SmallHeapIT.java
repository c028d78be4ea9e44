package dev.vifte.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.S3Server;
import org.junit.jupiter.api.Test;

final class SmallHeapIT {
  @Test
  void objects_of_300_megabytes_pass_through_a_heap_of_64() throws Exception {
    try (S3Server server = Minio.start()) {
      S3Settings settings = Fresh.settings(server);
      Fresh.objects(settings).close();

      assertThat(SmallHeap.run("64m", 2, settings, server)).endsWith("all is well\n");
      assertThat(SmallHeap.run("12m", 2, settings, server))
          .as("a heap that is too small for two parts")
          .contains("OutOfMemoryError");
    }
  }
}
