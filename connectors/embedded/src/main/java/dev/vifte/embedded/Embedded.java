package dev.vifte.embedded;

import dev.vifte.Backend;
import dev.vifte.object.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// Opens the embedded backend: `state.db` for queue, jobs and events, `objects/` for bytes. One
/// process at a time; what another process left when it was killed is delivered again at once.
public final class Embedded {
  private Embedded() {}

  /// Opens, making what is missing.
  ///
  /// @throws IOException saying what to do, when the folder cannot be used: it is a file, not
  ///   writable, in use by another process, damaged, or of a newer version
  public static Backend open(EmbeddedSettings settings) throws IOException {
    Home home =
        settings.folder().isPresent() ? Home.claim(settings.folder().get()) : Home.temporary();
    try {
      return open(settings, home);
    } catch (IOException | RuntimeException e) {
      home.close();
      throw e;
    }
  }

  /// Opens a folder of objects alone, as that of a tenant with one of its own.
  ///
  /// @param folder has to be there: one that is missing is a disk that was not mounted
  /// @throws IOException as [#open(EmbeddedSettings)] does
  public static ObjectStore objects(Path folder, InstantSource clock) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder %s; mount its disk, or make it".formatted(folder));
    }
    Home home = Home.claim(folder);
    try {
      return FolderObjects.open(home, home::close, clock);
    } catch (IOException | RuntimeException e) {
      home.close();
      throw e;
    }
  }

  private static Backend open(EmbeddedSettings settings, Home home) throws IOException {
    var failures = new Failures(home.folder().toString());
    var tally = new Tally();
    Optional<Path> file = settings.folder().map(_ -> home.database());
    Database database = Database.open(file, tally, failures);
    try {
      var shared = new Shared(database, home);
      return new Backend(
          FolderObjects.open(home, shared::release, settings.clock()),
          SqliteQueue.open(shared, tally, settings),
          new SqliteJobs(shared),
          new SqliteEvents(shared));
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }
}
