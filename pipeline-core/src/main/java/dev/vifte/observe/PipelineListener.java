package dev.vifte.observe;

import java.util.List;

/// Hears what happens inside a node. Called on the thread it happens on, by many threads at once:
/// be quick, never throw.
@FunctionalInterface
public interface PipelineListener {
  void on(PipelineEvent event);

  /// One listener that tells all of them in turn.
  static PipelineListener all(List<PipelineListener> listeners) {
    List<PipelineListener> fixed = List.copyOf(listeners);
    return event -> fixed.forEach(listener -> listener.on(event));
  }

  /// A listener that does nothing.
  static PipelineListener none() {
    return event -> {};
  }
}
