package dev.vifte.object;

import java.io.IOException;
import java.util.Optional;

/// A power of stores that keep a short text beside an object, put and deleted together with it.
public interface Notes {
  /// The note the object was put with; empty when it has none, or when there is no such object.
  Optional<String> note(ObjectKey key) throws IOException;
}
