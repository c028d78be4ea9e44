package dev.vifte.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.backup.Installation;
import dev.vifte.backup.Ran;
import dev.vifte.erased.Marks;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobState;
import dev.vifte.job.JobSummary;
import dev.vifte.testkit.Probe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// A store of every format so far is opened by this code, shows what it held, and goes on.
abstract class FormatsContract {
  static final Path FORMATS = Path.of("src/test/resources/formats");

  @TempDir Path folder;

  /// The file of each format.
  abstract String file();

  /// Settings of a place that is empty.
  abstract Map<String, String> empty() throws Exception;

  @TestFactory
  List<DynamicTest> a_store_of_each_format_opens_and_goes_on() throws Exception {
    return FormatWriter.formats(FORMATS).stream()
        .map(each -> DynamicTest.dynamicTest("format " + each, () -> open(FORMATS.resolve(each))))
        .toList();
  }

  @Test
  void a_fixture_of_this_format_is_written() throws Exception {
    String asked = System.getProperty("vifte.formats.write", folder.resolve("now").toString());
    Path fixture = Files.createDirectories(Path.of(asked)).resolve(file());

    FormatWriter.store(FormatWriter.settings(empty()), folder, fixture);

    assertThat(fixture).isNotEmptyFile();
  }

  private void open(Path format) throws Exception {
    Map<String, String> settings = FormatWriter.settings(empty());

    Ran.of(settings, "restore", format.resolve(file()), "--without-erasures").ok();

    try (Installation running = Installation.start(settings, folder)) {
      Probe.eventually(
          "the job that waited has ended", () -> states(running, JobState.COMPLETED).size() == 3);
      assertThat(states(running, JobState.FAILED)).hasSize(1);
      assertThat(running.node().deadLetters().list(DeadLetterQuery.ALL)).isNotEmpty();
      assertThat(upload(running, FormatWriter.ERASED)).isInstanceOf(UploadResult.Erased.class);
      assertThat(upload(running, FormatWriter.KNOWN)).isInstanceOf(UploadResult.Accepted.class);
    }
  }

  private static UploadResult upload(Installation running, String about) throws Exception {
    return running.upload(
        new Marks.Upload("n.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)),
        Optional.of(about));
  }

  private static List<JobSummary> states(Installation running, JobState state) throws Exception {
    var query =
        new JobQuery(
            Optional.empty(), Optional.of(state), Optional.empty(), Optional.empty(), 1000);
    return running.node().jobs().list(query);
  }
}
