package dev.vifte.app;

/// Why a command ends early, in a sentence that says what to do.
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  public Problem(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  public Problem(ExitCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public ExitCode code() {
    return code;
  }
}
