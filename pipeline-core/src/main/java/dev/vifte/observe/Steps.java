package dev.vifte.observe;

/// Told when a durable step has been done and the next has not begun. Production code passes
/// [#NONE]; the crash tests halt the JVM here.
@FunctionalInterface
public interface Steps {
  Steps NONE = step -> {};

  void done(Step step);
}
