package dev.vifte.app.command;

import dev.vifte.app.screen.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/// One command line run in this JVM, with what it printed.
record Output(int code, String out, String err) {
  static Output of(Map<String, String> environment, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var screen = new Screen(new PrintWriter(out, true), new PrintWriter(err, true), false);
    int code = Root.run(screen, environment, arguments);
    return new Output(code, out.toString(), err.toString());
  }

  static Output of(String... arguments) {
    return of(Map.of(), arguments);
  }
}
