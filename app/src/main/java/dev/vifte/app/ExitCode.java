package dev.vifte.app;

/// What the command tells the shell.
public enum ExitCode {
  OK(0, "all went well"),
  INCOMPLETE(1, "some files or checks did not complete; a table says which and why"),
  USAGE(2, "wrong usage: unknown command, option or argument"),
  CONFIGURATION(3, "the configuration, a pipeline file or a plugin is wrong"),
  GATEWAY(4, "the gateway cannot be reached, or it refused the request"),
  UNAVAILABLE(5, "cannot start: the port or the store folder is taken or cannot be used"),
  FAULT(70, "a fault of Vifte itself");

  private final int number;
  private final String says;

  ExitCode(int number, String says) {
    this.number = number;
    this.says = says;
  }

  public int number() {
    return number;
  }

  public String says() {
    return says;
  }
}
