package dev.vifte.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/// The folder of a store, held by one process at a time: the lock goes with the process, however it
/// ends.
final class Home implements AutoCloseable {
  private final Path folder;
  private final FileChannel channel;
  private final boolean temporary;

  private Home(Path folder, FileChannel channel, boolean temporary) {
    this.folder = folder;
    this.channel = channel;
    this.temporary = temporary;
  }

  /// Takes a folder, making it when it is missing.
  static Home claim(Path folder) throws IOException {
    return new Home(folder, lock(usable(folder)), false);
  }

  /// Takes a folder of its own, removed when it is closed.
  static Home temporary() throws IOException {
    Path folder = Files.createTempDirectory("vifte-");
    return new Home(folder, lock(folder), true);
  }

  Path folder() {
    return folder;
  }

  Path database() {
    return folder.resolve("state.db");
  }

  Path objects() {
    return folder.resolve("objects");
  }

  boolean durable() {
    return !temporary;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (temporary) {
      removeAll();
    }
  }

  private static Path usable(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException(
          "the store folder %s is a file; choose a folder, or move the file away"
              .formatted(folder));
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(
          "the store folder %s cannot be made (%s); make it yourself, or choose another"
              .formatted(folder, e),
          e);
    }
    return folder;
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel = lockFile(folder);
    if (!locked(channel)) {
      channel.close();
      throw new IOException(
          ("the store folder %s is in use by another process; stop that one, or choose another"
                  + " folder")
              .formatted(folder));
    }
    return channel;
  }

  private static FileChannel lockFile(Path folder) throws IOException {
    try {
      return FileChannel.open(
          folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException(
          ("the store folder %s is not writable (%s); give this user the right to write there, or"
                  + " choose another folder")
              .formatted(folder, e),
          e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void removeAll() throws IOException {
    List<Path> all;
    try (var found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
