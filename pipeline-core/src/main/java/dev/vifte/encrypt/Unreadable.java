package dev.vifte.encrypt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.job.Wording;

/// What is written of words that have no owner any more, and so no key.
final class Unreadable implements Wording {
  static final String SHOWN = "(encrypted)";

  @Override
  public String text(String text) {
    return SHOWN;
  }

  @Override
  public ObjectNode findings(ObjectNode data) {
    return Json.object();
  }
}
