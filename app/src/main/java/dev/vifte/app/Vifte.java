package dev.vifte.app;

import dev.vifte.app.command.Root;
import dev.vifte.app.screen.Screen;

/// The program.
public final class Vifte {
  private Vifte() {}

  public static void main(String[] arguments) {
    System.exit(Root.run(Screen.system(), System.getenv(), arguments));
  }
}
