package dev.vifte.s3;

import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectContent;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.PutOptions;
import dev.vifte.object.StoredObject;
import dev.vifte.testkit.Trickle;
import dev.vifte.testkit.server.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// A JVM with a small heap that puts large objects side by side and reads one of them.
final class SmallHeap {
  private static final long SIZE = 300_000_000;

  private SmallHeap() {}

  /// What it says, or why it failed.
  static String run(String heap, int atOnce, S3Settings settings, S3Server server)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName(),
                settings.toString(),
                server.accessKey(),
                server.secretKey(),
                Integer.toString(atOnce))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor(1, TimeUnit.MINUTES);
    return said;
  }

  public static void main(String[] args) throws Exception {
    S3Settings settings = S3Settings.of(args[0]).credentials(S3Credentials.of(args[1], args[2]));
    try (S3Objects objects = S3Objects.open(settings)) {
      List<StoredObject> stored =
          IntStream.range(0, Integer.parseInt(args[3]))
              .parallel()
              .mapToObj(n -> put(objects, new ObjectKey("large/" + n)))
              .toList();
      try (ObjectContent content = objects.open(stored.getFirst().key(), ByteRange.ALL)) {
        boolean same = S3StoreContract.sha256(content.stream()).equals(stored.getFirst().sha256());
        System.out.println(same ? "all is well" : "other bytes came back");
      }
    }
  }

  private static StoredObject put(S3Objects objects, ObjectKey key) {
    try {
      var how = PutOptions.replacing(new MediaType("application/octet-stream"));
      return objects.put(key, Trickle.of(SIZE), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
