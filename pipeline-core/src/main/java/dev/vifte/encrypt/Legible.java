package dev.vifte.encrypt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.job.Wording;

/// Words as people are shown them: those that nobody could open, as their key is in no file, stand
/// as `(encrypted)`; all others as they are. Records keep what is stored, for the day on which the
/// key comes back. Immutable.
public final class Legible implements Wording {
  public static final Legible WORDS = new Legible();

  private Legible() {}

  @Override
  public String text(String text) {
    return SealedWords.isSealed(text) ? Unreadable.SHOWN : text;
  }

  @Override
  public ObjectNode findings(ObjectNode data) {
    return SealedWords.areSealed(data) ? Json.object() : data;
  }
}
