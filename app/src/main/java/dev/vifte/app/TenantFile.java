package dev.vifte.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.vifte.ingest.Share;
import dev.vifte.ingest.Shares;
import dev.vifte.job.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Limits of single tenants from a YAML file, `acme: { per-second: 20, tasks: 5000 }`. Looked at
/// once a second at most and read again when it has changed; a file with a mistake changes nothing
/// and is told of in the log. Safe for use by many threads.
final class TenantFile implements Shares {
  private static final Logger LOG = LoggerFactory.getLogger(TenantFile.class);
  private static final List<String> KEYS = List.of("per-second", "tasks");
  private static final long AGE_NANOS = 1_000_000_000L;

  private final Path file;
  private final Share usual;
  private final LongSupplier nanos;
  private Seen seen;
  private Map<TenantId, Share> shares;
  private long looked;

  /// What tells one content from another without reading it.
  private record Seen(FileTime changed, long size) {
    static Seen of(Path file) throws IOException {
      return new Seen(Files.getLastModifiedTime(file), Files.size(file));
    }
  }

  private TenantFile(Path file, Share usual, LongSupplier nanos) throws IOException {
    this.file = file;
    this.usual = usual;
    this.nanos = nanos;
    this.looked = nanos.getAsLong();
    this.seen = Seen.of(file);
    this.shares = read();
  }

  /// Reads the file.
  ///
  /// @param usual what holds for tenants, and for keys of a tenant, that are not in it
  /// @param nanos a monotonic clock
  /// @throws Problem naming the mistake
  static Shares open(Path file, Share usual, LongSupplier nanos) {
    try {
      return new TenantFile(file, usual, nanos);
    } catch (IOException | IllegalArgumentException e) {
      throw new Problem(ExitCode.CONFIGURATION, told(file, e), e);
    }
  }

  @Override
  public synchronized Share of(TenantId tenant) {
    long now = nanos.getAsLong();
    if (now - looked >= AGE_NANOS) {
      looked = now;
      look();
    }
    return shares.getOrDefault(tenant, usual);
  }

  private void look() {
    try {
      Seen there = Seen.of(file);
      if (!there.equals(seen)) {
        seen = there;
        shares = read();
        LOG.info("limits of {} tenants read from {}", shares.size(), file);
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{}; the limits stay as they were", told(file, e));
    }
  }

  private Map<TenantId, Share> read() throws IOException {
    JsonNode all = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
    var read = new HashMap<TenantId, Share>();
    for (Map.Entry<String, JsonNode> each : all.properties()) {
      read.put(new TenantId(each.getKey()), share(each.getKey(), each.getValue()));
    }
    return read;
  }

  private Share share(String tenant, JsonNode given) {
    var unknown = new TreeSet<String>();
    given.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(KEYS);
    if (!given.isObject() || !unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "tenant '%s' must have per-second, tasks or both, not %s"
              .formatted(tenant, given.isObject() ? unknown : given));
    }
    return new Share(
        (int) number(tenant, given.path("per-second"), usual.perSecond()),
        number(tenant, given.path("tasks"), usual.tasks()));
  }

  private static long number(String tenant, JsonNode given, long otherwise) {
    if (given.isMissingNode()) {
      return otherwise;
    }
    if (!given.isInt() || given.asInt() < 1) {
      throw new IllegalArgumentException(
          "limits of tenant '%s' must be whole numbers from 1, not '%s'"
              .formatted(tenant, given.asText()));
    }
    return given.asInt();
  }

  private static String told(Path file, Exception e) {
    String what =
        switch (e) {
          case JsonProcessingException no -> "it is no YAML: " + no.getOriginalMessage();
          case IOException _ -> "it cannot be read (%s)".formatted(e.getMessage());
          default -> String.valueOf(e.getMessage());
        };
    return "limits of tenants in %s (intake.tenants): %s".formatted(file, what);
  }
}
