package dev.vifte.object;

import java.io.IOException;
import java.nio.file.Path;

/// A power of stores that keep objects as local files: readers need no copy.
public interface LocalFiles {
  /// The file of an object. Read only; it stays until the object is deleted.
  ///
  /// @throws ObjectNotFoundException when the key holds none
  Path file(ObjectKey key) throws IOException;
}
