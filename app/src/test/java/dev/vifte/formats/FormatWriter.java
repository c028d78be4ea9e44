package dev.vifte.formats;

import dev.vifte.backup.Installation;
import dev.vifte.backup.Ran;
import dev.vifte.erased.Marks;
import dev.vifte.job.JobId;
import dev.vifte.testkit.media.Media;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes what the tests of formats read: everything this code stores, once. Run it with the code
/// of a format before the next one is begun, into a folder named by its number:
///
/// `mvn -pl app -am test -Dtest=FormatsTest,ServersFormatsIT
/// -Dvifte.formats.write=src/test/resources/formats/2`
final class FormatWriter {
  static final String ERASED = "somebody";
  static final String KNOWN = "somebody-else";

  private FormatWriter() {}

  /// Settings that fixtures were written with.
  static Map<String, String> settings(Map<String, String> store) {
    var all = new HashMap<>(store);
    all.put("VIFTE_SUBJECTS_SECRET", "a secret that only tests know");
    all.put("VIFTE_NODE_LEASE", "2s");
    all.put("VIFTE_NODE_RECONCILE", "1s");
    return all;
  }

  /// The fields of all that is stored.
  static void shape(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("shape.txt"), Shape.now());
  }

  /// A backup of a store that holds a bit of everything: jobs that have ended, with a dead letter,
  /// for a person, of one who was erased, and one that nobody has begun.
  static void store(Map<String, String> settings, Path scratch, Path to) throws Exception {
    try (Installation running = Installation.start(settings, scratch)) {
      var jobs = new ArrayList<JobId>();
      jobs.add(running.accepted(table("a"), Optional.empty()));
      jobs.add(running.accepted(picture(), Optional.of(KNOWN)));
      jobs.add(running.accepted(broken(), Optional.empty()));
      jobs.add(running.accepted(table("b"), Optional.of(ERASED)));
      running.awaitEnds(jobs);
      running.erase(ERASED);
    }
    try (Installation gateway = Installation.gateway(settings, scratch)) {
      JobId _ = gateway.accepted(table("c"), Optional.empty());
    }
    Ran.of(settings, "backup", to).ok();
  }

  private static Marks.Upload table(String word) {
    String text = "word,number%n%s,1%n".formatted(word);
    return new Marks.Upload(word + ".csv", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Marks.Upload picture() {
    return new Marks.Upload("picture.jpg", Media.jpeg(64, 48).bytes());
  }

  private static Marks.Upload broken() {
    return new Marks.Upload("cut.jpg", Media.truncated(Media.jpeg(64, 48).bytes(), 0.5));
  }

  static List<String> formats(Path root) throws IOException {
    try (var all = Files.list(root)) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }
}
