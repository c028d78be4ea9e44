package dev.vifte.encrypt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.job.Wording;

/// What is shown of words whose key is not in the file.
final class Unreadable implements Wording {
  @Override
  public String text(String text) {
    return "(encrypted)";
  }

  @Override
  public ObjectNode findings(ObjectNode data) {
    return Json.object();
  }
}
