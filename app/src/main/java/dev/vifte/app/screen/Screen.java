package dev.vifte.app.screen;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/// The two streams of the command: results to `out`, everything else to `err`. Thread-safe.
///
/// @param live `err` is a terminal that shows progress in place
public record Screen(PrintWriter out, PrintWriter err, boolean live) {
  /// The streams of this process; `./vifte` says whether a terminal shows them.
  public static Screen system() {
    var out = new PrintWriter(System.out, true, System.out.charset());
    var err = new PrintWriter(System.err, true, System.err.charset());
    return new Screen(out, err, Boolean.getBoolean("vifte.terminal"));
  }

  /// A line of the result.
  public void print(String line) {
    out.println(line);
  }

  /// A line for people beside the result.
  public void note(String line) {
    err.println(line);
  }

  /// A document for programs.
  public void json(JsonNode document) {
    out.println(document.toPrettyString());
  }

  public Progress progress(String what, int total) {
    return new Progress(this, what, total);
  }
}
