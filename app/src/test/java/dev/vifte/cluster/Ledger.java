package dev.vifte.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// What a client has offered and what it was promised, kept in a file outside of the product. A
/// line is written before a file is sent and another when it was accepted. Safe for use by many
/// threads.
public final class Ledger {
  private final Path file;
  private final Map<String, Promise> promised = new ConcurrentSkipListMap<>();

  /// An upload that was accepted.
  ///
  /// @param nanos when, by [System#nanoTime]
  public record Promise(String job, long nanos) {}

  public Ledger(Path file) {
    this.file = file;
  }

  void offered(String upload, String sha256) {
    note("offered %s %s%n".formatted(upload, sha256));
  }

  void promised(String upload, String job) {
    note("promised %s %s%n".formatted(upload, job));
    promised.put(upload, new Promise(job, System.nanoTime()));
  }

  /// By upload.
  public Map<String, Promise> promises() {
    return promised;
  }

  private synchronized void note(String line) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new AssertionError("the ledger " + file + " cannot be kept", e);
    }
  }
}
