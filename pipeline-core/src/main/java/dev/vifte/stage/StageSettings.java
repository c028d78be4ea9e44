package dev.vifte.stage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What stands under `with` of a stage: JSON that nobody changes. Read it with [SettingsReader],
/// which finds every mistake at once.
public final class StageSettings {
  public static final StageSettings EMPTY =
      new StageSettings(JsonNodeFactory.instance.objectNode());

  private final ObjectNode node;

  private StageSettings(ObjectNode node) {
    this.node = node;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static StageSettings of(ObjectNode node) {
    return new StageSettings(node.deepCopy());
  }

  /// A copy of the JSON.
  @JsonValue
  public ObjectNode json() {
    return node.deepCopy();
  }

  /// Starts reading.
  public SettingsReader read() {
    return new SettingsReader(node, "");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StageSettings that && node.equals(that.node);
  }

  @Override
  public int hashCode() {
    return node.hashCode();
  }

  @Override
  public String toString() {
    return node.toString();
  }
}
