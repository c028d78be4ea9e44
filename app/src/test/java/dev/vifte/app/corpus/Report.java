package dev.vifte.app.corpus;

import dev.vifte.app.screen.Amounts;
import dev.vifte.app.screen.Screen;
import dev.vifte.app.screen.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The tables of a corpus run.
record Report(Screen screen, List<Judgement> judged) {
  /// Inputs known to bite, told one by one.
  private static final List<String> NAMED =
      List.of(
          "syn-png-ztxt-bomb.png",
          "syn-pdf-form-bomb.pdf",
          "syn-pdf-flate-bomb.pdf",
          "syn-jpeg-progressive-1500-scans.jpg",
          "syn-gif-screen-65535.gif",
          "syn-jpeg-named.pdf");

  Report {
    judged = List.copyOf(judged);
  }

  boolean clean() {
    return judged.stream().allMatch(one -> one.misses().isEmpty());
  }

  void print() throws IOException {
    classes().printTo(screen);
    screen.print("");
    named().printTo(screen);
    screen.print("");
    long valid =
        judged.stream()
            .filter(one -> one.sample().core() && isValid(one) && !one.result().completed())
            .count();
    screen.print(
        "%d valid files refused; heap at most %s, process at most %s"
            .formatted(valid, Amounts.bytes(Runtime.getRuntime().maxMemory()), peak()));
    judged.stream()
        .filter(one -> !one.misses().isEmpty())
        .forEach(one ->
            screen.print(
                "MISS %s (%s): %s"
                    .formatted(
                        one.sample().name(),
                        one.sample().expect(),
                        String.join("; ", one.misses()))));
    screen.print(clean() ? "every sample is as it must be" : "the list above is not as it must be");
  }

  private static boolean isValid(Judgement one) {
    return List.of("must-decode", "must-render", "must-parse").contains(one.sample().expect());
  }

  private Table classes() {
    var groups = new TreeMap<String, List<Judgement>>();
    judged.forEach(one ->
        groups.merge(
            one.sample().expect() + " " + one.sample().tier(),
            List.of(one),
            (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
    var table = Table.of("class", "#files", "#as it must be", "#completed", "#refused", "#failed");
    groups.forEach((group, members) ->
        table.row(
            group,
            members.size(),
            members.stream().filter(one -> one.misses().isEmpty()).count(),
            count(members, "completed"),
            count(members, "refused"),
            count(members, "failed") + count(members, "error")));
    return table;
  }

  private static long count(List<Judgement> members, String state) {
    return members.stream().filter(one -> one.result().state().equals(state)).count();
  }

  private Table named() {
    var table = Table.of("input", "state", "#time", "what happened");
    for (Judgement one : judged) {
      String name = one.sample().file().getFileName().toString();
      if (NAMED.contains(name)) {
        String what =
            Judgement.imageInDisguise(one.sample())
                ? "judged as the picture it is by its bytes; " + one.result().why().orElse("")
                : one.result().why().orElse("done");
        table.row(name, one.result().state(), Amounts.time(one.result().took()), what);
      }
    }
    return table;
  }

  /// Peak resident size of this process, where Linux tells it.
  private static String peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "unknown";
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Amounts.bytes(1024 * Long.parseLong(line.replaceAll("\\D", ""))))
          .findFirst()
          .orElse("unknown");
    }
  }
}
