package dev.vifte.app.backup;

import java.io.IOException;
import java.util.Optional;

/// The state of an installation: queue, jobs and events, as a backup takes them and a restore puts
/// them back. Used by one thread.
interface StateCopies extends AutoCloseable {
  /// What `backup.json` calls it.
  String kind();

  /// About what its copy takes.
  ///
  /// @throws IOException when there is nothing to copy, or it cannot be reached
  long bytes() throws IOException;

  /// Copies it, while nodes may work with it.
  void copy(SetWriter to) throws IOException;

  /// What stands where a state would be put; empty when nothing does.
  Optional<String> occupant() throws IOException;

  /// Refuses a place where nodes run.
  void requireIdle() throws IOException;

  /// Puts a state there in place of any other. Nodes must not run.
  void restore(SetReader from) throws IOException;

  @Override
  void close() throws IOException;
}
