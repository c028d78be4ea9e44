package dev.vifte.object;

import java.net.URI;
import java.util.Map;

/// A form that uploads one object: `multipart/form-data` with all `fields` first, then one named
/// `file` with the bytes.
public record PresignedForm(URI url, Map<String, String> fields) {
  public PresignedForm {
    fields = Map.copyOf(fields);
  }
}
