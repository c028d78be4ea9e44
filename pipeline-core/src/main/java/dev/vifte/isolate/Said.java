package dev.vifte.isolate;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.job.ItemName;
import dev.vifte.object.MediaType;
import dev.vifte.stage.Outcome.Trouble;
import dev.vifte.stage.Reason;
import dev.vifte.stage.StageResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a child says.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "said")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Said.Ready.class, name = "ready"),
  @JsonSubTypes.Type(value = Said.NeedsSecret.class, name = "needs-secret"),
  @JsonSubTypes.Type(value = Said.NeedsOutput.class, name = "needs-output"),
  @JsonSubTypes.Type(value = Said.Done.class, name = "done"),
  @JsonSubTypes.Type(value = Said.Retry.class, name = "retry"),
  @JsonSubTypes.Type(value = Said.Reject.class, name = "reject")
})
sealed interface Said {
  /// Once, when it has started.
  record Ready() implements Said {}

  /// Asks for a secret; the answer is its value.
  record NeedsSecret(String name) implements Said {}

  /// Asks for an output of another stage; the answer is the path of a copy.
  record NeedsOutput(StageResult.Stored output) implements Said {}

  /// The last word on a task.
  sealed interface Last extends Said {
    /// Whether the child can take another task.
    boolean fit();
  }

  record Done(boolean fit, List<OutputFile> outputs, ObjectNode data, List<ItemName> items)
      implements Last {}

  record Retry(boolean fit, String why, Optional<Duration> after, Trouble trouble)
      implements Last {}

  record Reject(boolean fit, Reason reason, String why) implements Last {}

  /// An output, always in a file.
  record OutputFile(String name, MediaType type, String path, Map<String, Long> facts) {}

  /// What the parent gives back for a question.
  ///
  /// @param problem why there is no value
  record Answer(Optional<String> value, Optional<String> problem) {}
}
