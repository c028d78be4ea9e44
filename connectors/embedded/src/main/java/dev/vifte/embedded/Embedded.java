package dev.vifte.embedded;

import dev.vifte.Backend;
import java.io.IOException;
import java.nio.file.Path;
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

  private static Backend open(EmbeddedSettings settings, Home home) throws IOException {
    var failures = new Failures(home.folder().toString());
    var tally = new Tally();
    Optional<Path> file = settings.folder().map(_ -> home.database());
    Database database = Database.open(file, tally, failures);
    try {
      var shared = new Shared(database, home);
      return new Backend(
          FolderObjects.open(shared, failures, settings),
          SqliteQueue.open(shared, tally, settings),
          new SqliteJobs(shared),
          new SqliteEvents(shared));
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }
}
