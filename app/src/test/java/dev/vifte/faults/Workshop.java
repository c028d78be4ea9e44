package dev.vifte.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes what a trial needs beside processes, in a folder of its own.
final class Workshop implements AutoCloseable {
  private final Path folder;
  private final Map<String, Disk> disks = new LinkedHashMap<>();

  Workshop(Path folder) {
    this.folder = folder;
  }

  /// A small disk in memory.
  Path small(String name, int mib) throws IOException, InterruptedException {
    disks.put(name, Disk.small(folder.resolve(name), mib));
    return folder.resolve(name);
  }

  /// A disk that forgets what was not synced when its power goes; a folder on it.
  Path forgetful(String name, String folderOnIt) throws IOException, InterruptedException {
    if (!disks.containsKey(name)) {
      disks.put(name, Disk.ext4(folder.resolve(name), 600));
    }
    return Files.createDirectory(folder.resolve(name).resolve(folderOnIt));
  }

  /// A folder with one pipeline and one with the plugin it needs.
  Path folder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  Map<String, Disk> disks() {
    return disks;
  }

  @Override
  public void close() throws IOException {
    for (Disk each : disks.values()) {
      each.close();
    }
  }
}
