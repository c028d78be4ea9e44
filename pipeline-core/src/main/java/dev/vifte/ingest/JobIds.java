package dev.vifte.ingest;

import dev.vifte.job.JobId;
import dev.vifte.job.TenantId;
import dev.vifte.pipeline.PipelineName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Ids of new jobs: by the idempotency key where there is one, else by time and chance (the layout
/// of UUID version 7, RFC 9562, without hyphens), so that ids sort by age.
final class JobIds {
  private final InstantSource clock;
  private final RandomGenerator random;

  JobIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  JobId next() {
    long high = (clock.millis() << 16) | 0x7000 | random.nextInt(0x1000);
    long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new JobId(HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low));
  }

  static JobId of(TenantId tenant, PipelineName pipeline, String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      byte[] text = (tenant + "\n" + pipeline + "\n" + key).getBytes(StandardCharsets.UTF_8);
      return new JobId("k" + HexFormat.of().formatHex(digest.digest(text)).substring(0, 31));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
