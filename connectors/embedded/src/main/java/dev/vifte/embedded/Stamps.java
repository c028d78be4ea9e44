package dev.vifte.embedded;

import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The times of files, each given once: so size and time together tell one content of a key from
/// the next, also where the file system's own clock is coarse.
final class Stamps {
  private final InstantSource clock;
  private final AtomicLong last = new AtomicLong();

  Stamps(InstantSource clock) {
    this.clock = clock;
  }

  void stamp(Path file) throws IOException {
    long now = Micros.of(clock.instant());
    long unique = last.updateAndGet(before -> Math.max(before + 1, now));
    Files.setLastModifiedTime(file, FileTime.from(unique, TimeUnit.MICROSECONDS));
  }

  static String etag(Path file) throws IOException {
    return etag(Files.readAttributes(file, BasicFileAttributes.class));
  }

  /// What is known of a file.
  ///
  /// @throws NoSuchFileException when there is none
  static ObjectInfo info(ObjectKey key, Path file) throws IOException {
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new ObjectInfo(
        key, attributes.size(), etag(attributes), attributes.lastModifiedTime().toInstant());
  }

  static String sha256(InputStream bytes) throws IOException {
    var digest = Incoming.sha256();
    byte[] buffer = new byte[64 * 1024];
    int read = bytes.read(buffer);
    while (read >= 0) {
      digest.update(buffer, 0, read);
      read = bytes.read(buffer);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String etag(BasicFileAttributes attributes) {
    long micros = attributes.lastModifiedTime().to(TimeUnit.MICROSECONDS);
    return Long.toHexString(attributes.size()) + "-" + Long.toHexString(micros);
  }
}
