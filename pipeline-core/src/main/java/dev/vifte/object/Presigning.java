package dev.vifte.object;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/// A power of stores whose objects others may read or write directly, by a link that is signed and
/// ends. Making a link asks no server. At most seven days.
public interface Presigning {
  /// A link to GET the object.
  URI get(ObjectKey key, Duration valid) throws IOException;

  /// A link to PUT the object, of any size: check it when it has come. It replaces what is there.
  URI put(ObjectKey key, Duration valid) throws IOException;

  /// A form to POST the object with; the store itself refuses a larger one.
  PresignedForm post(ObjectKey key, long maxBytes, Duration valid) throws IOException;
}
