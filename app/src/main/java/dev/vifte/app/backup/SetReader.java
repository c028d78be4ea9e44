package dev.vifte.app.backup;

import dev.vifte.app.backup.BackupSet.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.Optional;

/// A backup that is read. Used by one thread.
final class SetReader implements AutoCloseable {
  private final Path from;
  private final Path root;
  private final Optional<FileSystem> zip;

  private SetReader(Path from, Path root, Optional<FileSystem> zip) {
    this.from = from;
    this.root = root;
    this.zip = zip;
  }

  /// @throws IOException when there is nothing that could be a backup
  static SetReader open(Path from) throws IOException {
    if (Files.isDirectory(from)) {
      return new SetReader(from, from, Optional.empty());
    }
    if (!Files.exists(from)) {
      throw new IOException("there is no backup at %s".formatted(from));
    }
    try {
      FileSystem zip = FileSystems.newFileSystem(from);
      return new SetReader(from, zip.getPath("/"), Optional.of(zip));
    } catch (IOException | ProviderNotFoundException e) {
      throw new IOException(
          "%s is no folder and no whole zip file, so it is no backup".formatted(from), e);
    }
  }

  /// What it says that it holds.
  ///
  /// @throws IOException when it is not whole, or of a newer version
  BackupSet set() throws IOException {
    try (InputStream json = open(BackupSet.NAME)) {
      return BackupSet.fromJson(json.readAllBytes());
    } catch (NoSuchFileException e) {
      throw new IOException(
          "%s holds no %s: it is no backup, or was not written to its end"
              .formatted(from, BackupSet.NAME),
          e);
    } catch (IllegalArgumentException e) {
      throw new IOException("%s: %s".formatted(from, e.getMessage()), e);
    }
  }

  InputStream open(String part) throws IOException {
    return Files.newInputStream(root.resolve(part));
  }

  boolean has(String part) {
    return Files.exists(root.resolve(part));
  }

  /// What is done with each object.
  @FunctionalInterface
  interface Use {
    void of(ObjectLine line) throws IOException;
  }

  /// Every object, in the order of keys.
  void objects(Use use) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(root.resolve(BackupSet.INDEX))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        use.of(ObjectLine.parse(line));
      }
    }
  }

  /// Reads a part to its end and compares it.
  ///
  /// @throws IOException when it is not as it was written
  void verify(Part part) throws IOException {
    try (InputStream bytes = open(part.name());
        var summing = new Summing(bytes)) {
      summing.transferTo(java.io.OutputStream.nullOutputStream());
      if (summing.size() != part.size() || !summing.sha256().equals(part.sha256())) {
        throw new IOException(
            "%s in %s is not as it was written; take another backup".formatted(part.name(), from));
      }
    } catch (NoSuchFileException e) {
      throw new IOException("%s is missing in %s".formatted(part.name(), from), e);
    }
  }

  @Override
  public void close() throws IOException {
    if (zip.isPresent()) {
      zip.get().close();
    }
  }
}
