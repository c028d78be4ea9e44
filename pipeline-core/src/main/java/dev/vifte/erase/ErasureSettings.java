package dev.vifte.erase;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// How people are known and who else is told.
///
/// @param keyring asked when the first data subject is named
/// @param hooks called when nothing of a subject is left here
public record ErasureSettings(Keyring keyring, List<EraseHook> hooks) {
  /// No data subject can be named, nobody is told.
  public static final ErasureSettings NONE = new ErasureSettings(Optional::empty, List.of());

  public ErasureSettings {
    hooks = List.copyOf(hooks);
  }

  /// Where the key of a node is.
  @FunctionalInterface
  public interface Keyring {
    /// The key; empty for a node that names nobody.
    ///
    /// @throws IOException saying what to do when it cannot be had
    Optional<SubjectKey> key() throws IOException;
  }
}
