package dev.vifte.backup;

import dev.vifte.app.command.Root;
import dev.vifte.app.screen.Screen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/// One command line with what came of it.
public record Ran(int code, String said) {
  /// In this JVM.
  public static Ran of(Map<String, String> environment, Object... arguments) {
    var said = new StringWriter();
    var out = new PrintWriter(said, true);
    int code = Root.run(new Screen(out, out, false), environment, words(arguments));
    return new Ran(code, said.toString());
  }

  /// In a process of its own, which is killed as soon as it has said `word`.
  static void killedAt(String word, Map<String, String> environment, Object... arguments)
      throws IOException, InterruptedException {
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.vifte.app.Vifte"));
    line.addAll(List.of(words(arguments)));
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    BufferedReader said = process.inputReader();
    var all = new StringBuilder();
    String next = said.readLine();
    while (next != null && !next.contains(word)) {
      all.append(next).append('\n');
      next = said.readLine();
    }
    process.destroyForcibly().waitFor();
    Assertions.assertThat(next).as("what it said before %s: %s", word, all).isNotNull();
  }

  private static String[] words(Object... arguments) {
    return List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
  }

  public Ran ok() {
    Assertions.assertThat(code).as(said).isZero();
    return this;
  }
}
