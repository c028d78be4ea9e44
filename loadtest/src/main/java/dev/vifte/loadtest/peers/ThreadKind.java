package dev.vifte.loadtest.peers;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a thread of a Vifte node is there for, told by its name.
enum ThreadKind {
  STAGES("stages", "stage-"),
  COMPILER("JIT compiler", "C1 Compiler", "C2 Compiler"),
  COLLECTOR("garbage collector", "GC Thread", "VM Thread"),
  VIRTUAL("engine, store and broker client (virtual threads)", "ForkJoinPool", "VirtualThread-u"),
  DATABASE("SQLite", "vifte-sqlite"),
  STREAMS("streams and HTTP", "vifte-"),
  BROKER("broker connection", "nats"),
  STORE("store connections", "OkHttp", "Okio"),
  OTHER("everything else", "");

  private final String shown;
  private final Pattern names;

  ThreadKind(String shown, String... beginnings) {
    this.shown = shown;
    this.names = Pattern.compile("(" + String.join("|", beginnings) + ").*");
  }

  static ThreadKind of(String name) {
    return Stream.of(values())
        .filter(kind -> kind.names.matcher(name).matches())
        .findFirst()
        .orElse(OTHER);
  }

  @Override
  public String toString() {
    return shown;
  }
}
