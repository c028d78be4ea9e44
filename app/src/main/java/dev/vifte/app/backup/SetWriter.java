package dev.vifte.app.backup;

import dev.vifte.app.backup.BackupSet.Part;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A backup that is being written: part after part, each with its checksum. It grows in a folder of
/// its own and moves to its place at the end, so that nobody takes half of one for a backup. Used
/// by one thread.
final class SetWriter implements AutoCloseable {
  /// Names that end so become one file.
  private static final String ZIP = ".zip";

  private final Path folder;
  private final Pack pack;
  private final Path sumsFile;
  private final BufferedWriter sums;
  private final List<Part> parts = new ArrayList<>();

  SetWriter(Path to) throws IOException {
    this.folder = Files.createDirectory(folder(to), OwnerOnly.folder(to.toAbsolutePath()));
    this.pack = Pack.create(growing(to), to.toString().endsWith(ZIP));
    this.sumsFile = scratch("sums");
    this.sums = Files.newBufferedWriter(sumsFile);
  }

  /// Where a backup lies, with all that belongs to its making, until it is whole.
  static Path folder(Path to) {
    return to.resolveSibling(to.getFileName() + ".part");
  }

  /// The backup itself, until it is whole.
  static Path growing(Path to) {
    return folder(to).resolve("backup");
  }

  /// A new file on the disk of the backup; whoever asks removes it.
  Path scratch(String what) throws IOException {
    return Files.createTempFile(folder, what + "-", ".tmp", OwnerOnly.file(folder));
  }

  /// Adds a part that `backup.json` will name.
  Part part(String name, InputStream bytes) throws IOException {
    Part part = put(name, bytes);
    parts.add(part);
    return part;
  }

  /// Adds a file of this machine as a part.
  void part(String name, Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      var _ = part(name, bytes);
    }
  }

  /// Adds what only its sum tells of.
  Part put(String name, InputStream bytes) throws IOException {
    var summing = new Summing(bytes);
    pack.put(name, summing);
    var part = new Part(name, summing.size(), summing.sha256());
    sums.write(part.sha256() + "  " + name + "\n");
    return part;
  }

  List<Part> parts() {
    return List.copyOf(parts);
  }

  /// The last parts: from now on it is whole.
  void seal(BackupSet set) throws IOException {
    var _ = put(BackupSet.NAME, new ByteArrayInputStream(set.json()));
    sums.close();
    try (InputStream all = Files.newInputStream(sumsFile)) {
      pack.put("SHA256SUMS", all);
    }
    Files.delete(sumsFile);
    pack.close();
  }

  @Override
  public void close() throws IOException {
    sums.close();
    pack.close();
  }
}
