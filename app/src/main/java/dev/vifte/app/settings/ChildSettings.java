package dev.vifte.app.settings;

import java.util.List;

/// The child JVMs that run what may hang or eat memory, such as PDF files.
///
/// @param heap bytes of each
public record ChildSettings(int children, long heap) {
  static final Key<Integer> CHILDREN =
      new Key<>(
          "isolated.children",
          "auto",
          Form.wholeOr(Math.min(2, Runtime.getRuntime().availableProcessors()), 64),
          "child processes at once for PDF and other risky work; auto is two, or one on one core");
  static final Key<Long> HEAP =
      new Key<>("isolated.heap", "256MiB", Form.bytes(32L << 20), "memory of each child process");
  static final List<Key<?>> KEYS = List.of(CHILDREN, HEAP);

  static ChildSettings read(Values values) {
    return new ChildSettings(values.get(CHILDREN), values.get(HEAP));
  }
}
