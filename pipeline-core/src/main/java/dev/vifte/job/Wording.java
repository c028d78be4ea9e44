package dev.vifte.job;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Puts another form in the place of what people or stages wrote.
public interface Wording {
  /// A name of a file, or a sentence.
  String text(String text);

  /// What a stage found.
  ObjectNode findings(ObjectNode data);
}
