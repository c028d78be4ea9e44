package dev.vifte.app.backup;

import dev.vifte.embedded.EmbeddedCopy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The state in a folder of this machine.
final class SqliteCopies implements StateCopies {
  private static final String PART = "state/state.db";

  private final Path folder;
  private final EmbeddedCopy store;

  SqliteCopies(Path folder) {
    this.folder = folder;
    this.store = EmbeddedCopy.of(folder);
  }

  @Override
  public String kind() {
    return "sqlite";
  }

  @Override
  public long bytes() throws IOException {
    if (!store.hasState()) {
      throw new IOException(
          "there is no store in %s; name its folder (VIFTE_DATA), or its configuration (--config)"
              .formatted(folder.toAbsolutePath().normalize()));
    }
    return store.stateBytes();
  }

  @Override
  public void copy(SetWriter to) throws IOException {
    Path copy = to.scratch("state");
    try {
      Files.delete(copy); // SQLite makes it; the name is ours
      store.copyState(copy);
      to.part(PART, copy);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  @Override
  public Optional<String> occupant() {
    return store.hasState()
        ? Optional.of("a store in " + folder.toAbsolutePath().normalize())
        : Optional.empty();
  }

  @Override
  public void requireIdle() throws IOException {
    store.requireIdle();
  }

  @Override
  public void restore(SetReader from) throws IOException {
    try (InputStream state = from.open(PART)) {
      store.placeState(state);
    }
  }

  @Override
  public void close() {}
}
