package dev.vifte.stage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.job.ItemName;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// What happens next, as a value: the engine decides nothing else.
public sealed interface Outcome {
  /// At most this many items may come from one fan-out: give ranges, not single pages.
  int MAX_ITEMS = 64;

  /// The work is done.
  ///
  /// @param data findings for the manifest
  /// @param items parts to run as tasks of their own with this same stage; empty for most
  record Done(List<Output> outputs, ObjectNode data, List<ItemName> items) implements Outcome {
    public Done {
      outputs = List.copyOf(outputs);
      items = List.copyOf(items);
      if (items.size() > MAX_ITEMS) {
        throw new IllegalArgumentException(
            "a stage fans out to at most %d items, not %d; give ranges"
                .formatted(MAX_ITEMS, items.size()));
      }
      if (new HashSet<>(items).size() != items.size()) {
        throw new IllegalArgumentException("the items of a fan-out must differ: " + items);
      }
    }
  }

  /// Not now. Counts an attempt, unless a dependency is down.
  ///
  /// @param after a wait the other side asked for (`Retry-After`); the policy's own when empty
  record Retry(String why, Optional<Duration> after, Trouble trouble) implements Outcome {}

  /// Never again: to the dead letters.
  ///
  /// @param why what, which and what to do; the uploader may read it
  record Reject(Reason reason, String why) implements Outcome {}

  /// What kind of trouble a [Retry] is.
  enum Trouble {
    /// Passing; counts an attempt.
    TRANSIENT,
    /// Something this stage needs is down; counts no attempt and feeds the pool's breaker.
    DEPENDENCY_DOWN
  }

  static Outcome done(Output... outputs) {
    return new Done(List.of(outputs), JsonNodeFactory.instance.objectNode(), List.of());
  }

  static Outcome done(ObjectNode data, List<Output> outputs) {
    return new Done(outputs, data, List.of());
  }

  static Outcome fanOut(ObjectNode data, List<ItemName> items) {
    return new Done(List.of(), data, items);
  }

  static Outcome retry(String why) {
    return new Retry(why, Optional.empty(), Trouble.TRANSIENT);
  }

  static Outcome retryAfter(Duration wait, String why) {
    return new Retry(why, Optional.of(wait), Trouble.TRANSIENT);
  }

  static Outcome dependencyDown(String why) {
    return new Retry(why, Optional.empty(), Trouble.DEPENDENCY_DOWN);
  }

  static Outcome reject(Reason reason, String why) {
    return new Reject(reason, why);
  }
}
