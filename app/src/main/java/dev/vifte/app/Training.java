package dev.vifte.app;

import dev.vifte.app.command.Root;
import dev.vifte.app.screen.Screen;
import java.time.Duration;

/// What the JVM watches to make the AOT cache that it maps at every later start: the demo, then the
/// warm-up of a node, from which it learns what to compile first.
public final class Training {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private Training() {}

  public static void main(String[] arguments) {
    int code = Root.run(Screen.system(), System.getenv(), "demo");
    Warming.warmUp(LONGEST);
    System.exit(code);
  }
}
