package dev.vifte.embedded;

import static dev.vifte.testkit.Fixtures.job;
import static dev.vifte.testkit.Fixtures.receiving;
import static dev.vifte.testkit.ManualClock.START;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.job.JobRecord;
import dev.vifte.job.JobStore;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Scrubbing;
import dev.vifte.job.Versioned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What SQLite leaves behind where rows grow and move from page to page.
final class ScrubTest {
  private static final int JOBS = 6_000;
  private static final String NAME = "Anna Canary";

  @TempDir private Path folder;
  private final Random random = new Random(1);

  @Test
  void no_byte_of_an_erased_record_is_left_in_the_file() throws Exception {
    try (var opened = new Opened()) {
      JobStore jobs = opened.in(folder).jobs();
      List<Integer> order = new ArrayList<>(IntStream.range(0, JOBS).boxed().toList());
      Collections.shuffle(order, random);
      each(order, n -> jobs.create(RecordKey.of(job(n)), record(n)));
      each(
          order, n -> jobs.replace(new Versioned<>(RecordKey.of(job(n)), record(n), 1), record(n)));
      assertThat(file().contains(NAME)).isTrue();

      each(order.stream().filter(n -> annas(n)).toList(), n -> jobs.erase(job(n), START));
      ((Scrubbing) jobs).scrub();

      assertThat(file().contains(NAME)).as("the name is in the file").isFalse();
    }
  }

  /// The system's folder for temporary files may be small, and on another disk.
  @Test
  void the_copy_is_made_in_the_folder_of_the_file() throws Exception {
    try (var opened = new Opened()) {
      JobStore jobs = opened.in(folder).jobs();
      ((Scrubbing) jobs).scrub();

      try (var any = DriverManager.getConnection("jdbc:sqlite:");
          var statement = any.createStatement();
          var room = statement.executeQuery("PRAGMA temp_store_directory")) {
        assertThat(Path.of(room.getString(1))).isEqualTo(folder.toAbsolutePath());
      }
    }
  }

  private interface Deed {
    void to(int n) throws IOException;
  }

  /// Together, so that they share what they wait for.
  private static void each(List<Integer> jobs, Deed deed) throws Exception {
    try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (int n : jobs) {
        all.add(
            hands.submit(() -> {
              deed.to(n);
              return n;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private static boolean annas(int n) {
    return n % 3 == 0;
  }

  private JobRecord record(int n) {
    String words = annas(n) ? NAME : "Bert Budgie";
    return receiving(n, START).because((words + " ").repeat(1 + random.nextInt(60)));
  }

  /// All of the database, and its log.
  private String file() throws IOException {
    var text = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (Path each : files.filter(path -> path.toString().contains("state.db")).toList()) {
        text.append(new String(Files.readAllBytes(each), ISO_8859_1));
      }
    }
    return text.toString();
  }
}
