package dev.vifte.observe;

import java.util.Optional;
import java.util.random.RandomGenerator;

/// One thing that a trace shows, such as an upload or an attempt.
///
/// @param own its place, which it hands on to what it causes
/// @param cause what caused it; empty at the start of a trace
public record Traced(TraceContext own, Optional<TraceContext> cause) {
  /// Something new that `cause` has caused; without a cause a trace begins.
  public static Traced under(Optional<TraceContext> cause, RandomGenerator random) {
    return new Traced(
        cause.map(from -> from.child(random)).orElseGet(() -> TraceContext.root(random)), cause);
  }
}
