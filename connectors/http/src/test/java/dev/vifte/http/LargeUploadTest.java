package dev.vifte.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LargeUploadTest {
  private static final int MEGABYTE = 1 << 20;
  private static final long SIZE = 100L * MEGABYTE;

  @Test
  void a_hundred_megabytes_flow_through_a_few() throws Exception {
    try (Served served = Served.with(Pipelines.size(SIZE))) {
      served.finished("size", "warm");
      System.gc();
      long before = used();
      resetPeak();

      Answer done =
          served.send(
              served
                  .to("/v1/pipelines/size/jobs", "Prefer", "wait=30")
                  .POST(BodyPublishers.ofInputStream(Noise::new))
                  .build());

      assertThat(done.status()).as(done.text()).isEqualTo(200);
      assertThat(done.at("/input/size")).isEqualTo("" + SIZE);
      assertThat(done.at("/input/sha256")).isEqualTo(sha256());
      assertThat(oldPeak() - before).isLessThan(50L * MEGABYTE);
    }
  }

  private static String sha256() throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[MEGABYTE];
    try (var noise = new Noise()) {
      for (int n = noise.read(buffer); n >= 0; n = noise.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static long used() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void resetPeak() {
    ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
  }

  /// What survives young collections: a buffered body would end up there.
  private static long oldPeak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .filter(pool -> pool.getName().contains("Old") || pool.getName().contains("Tenured"))
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  /// Text that differs from place to place, made as it is read.
  private static final class Noise extends InputStream {
    private long at;

    @Override
    public int read() {
      return at == SIZE ? -1 : letter();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (at == SIZE) {
        return -1;
      }
      int some = (int) Math.min(length, SIZE - at);
      for (int i = 0; i < some; i++) {
        target[offset + i] = (byte) letter();
      }
      return some;
    }

    private int letter() {
      long mixed = at++ * 0x9E3779B97F4A7C15L;
      return 'a' + (int) ((mixed >>> 40) % 26);
    }
  }
}
