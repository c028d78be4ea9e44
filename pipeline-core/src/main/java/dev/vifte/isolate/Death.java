package dev.vifte.isolate;

/// The exit code of a child in words.
final class Death {
  /// The JVM reports death by signal `n` as exit code `128 + n`.
  private static final int BY_SIGNAL = 128;

  /// What a JVM ends with that leaves no core dump after a crash, or that cannot start.
  private static final int NO_JVM = 1;

  private Death() {}

  static String words(int code) {
    if (code == NO_JVM) {
      return "exit code 1, its JVM crashed or could not start";
    }
    return code > BY_SIGNAL
        ? "signal %d%s".formatted(code - BY_SIGNAL, meaning(code - BY_SIGNAL))
        : "exit code " + code;
  }

  private static String meaning(int signal) {
    return switch (signal) {
      case 9 -> ", killed from outside, perhaps since the machine is short of memory";
      case 11 -> ", a crash in native code";
      case 24 -> ", its processor time was used up";
      case 25 -> ", a file it wrote grew too large";
      default -> "";
    };
  }
}
