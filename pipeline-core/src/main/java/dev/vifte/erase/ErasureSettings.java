package dev.vifte.erase;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// How people are known, who else is told when one is erased, and what goes by itself.
///
/// @param keyring asked when the first data subject is named
/// @param hooks called when nothing of a subject is left here
/// @param keep how long jobs are kept
public record ErasureSettings(Keyring keyring, List<EraseHook> hooks, Keep keep) {
  /// No data subject can be named, nobody is told.
  public static final ErasureSettings NONE = new ErasureSettings(Optional::empty, List.of());

  public ErasureSettings {
    hooks = List.copyOf(hooks);
  }

  /// Where jobs are kept for good.
  public ErasureSettings(Keyring keyring, List<EraseHook> hooks) {
    this(keyring, hooks, Keep.ALL);
  }

  public ErasureSettings keeping(Keep how) {
    return new ErasureSettings(keyring, hooks, how);
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
