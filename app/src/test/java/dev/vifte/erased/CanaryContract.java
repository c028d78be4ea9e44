package dev.vifte.erased;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Backend;
import dev.vifte.Node;
import dev.vifte.NodeLimits;
import dev.vifte.app.log.LogListener;
import dev.vifte.erase.ErasureSettings;
import dev.vifte.erase.Receipt;
import dev.vifte.erase.SubjectKey;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.Erasure;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobSummary;
import dev.vifte.job.Subject;
import dev.vifte.job.TenantId;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.testkit.Probe;
import dev.vifte.workers.MediaPipeline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A data subject is erased while its jobs run; then the bytes on all disks, and the log, are
/// searched for what only that person's files held.
abstract class CanaryContract {
  static final TenantId TENANT = new TenantId("default");
  private static final PipelineName MEDIA = new PipelineName("media");
  private static final int EACH = 6;

  private final Marks anna = new Marks("anna");
  private final Marks bert = new Marks("bert");
  private Optional<Node> node = Optional.empty();
  private Optional<Backend> backend = Optional.empty();
  private Optional<Places> places = Optional.empty();

  /// A fresh backend.
  abstract Backend open() throws Exception;

  /// All folders it keeps anything in.
  abstract List<Path> folders();

  /// Lets servers drop what they keep of deleted things for a while.
  void settle() throws Exception {}

  /// Ends what the backend stood on.
  void stop() throws IOException {}

  /// Brings more of a person in by other doors.
  void bring(Marks person, Node taking) throws Exception {}

  @BeforeEach
  final void prepare() throws Exception {
    backend = Optional.of(open());
    places = Optional.of(new Places(folders()));
  }

  @AfterEach
  final void close() throws IOException {
    node.ifPresent(Node::close);
    places.ifPresent(Places::close);
    if (backend.isPresent()) {
      backend.get().close();
    }
    stop();
  }

  @Test
  void nothing_of_an_erased_person_is_found_and_all_of_another_still_is() throws Exception {
    start(backend.orElseThrow());
    uploadAll();
    assertFound(anna);

    Erasure done = erased(anna);

    settle();
    assertThat(traces(anna)).isEmpty();
    assertFound(bert);
    assertThat(done.phase()).isEqualTo(Erasure.Phase.DONE);
    assertThat(done.removed().jobs()).isGreaterThanOrEqualTo(4 * EACH);
    assertThat(Receipt.of(done).toString()).doesNotContain(anna.subject());
    assertThat(upload(anna, anna.files(99).getFirst())).isInstanceOf(UploadResult.Erased.class);
    assertThat(traces(anna)).isEmpty();
  }

  @Test
  void the_search_finds_what_is_buried_but_not_overwritten() throws Exception {
    Backend whole = backend.orElseThrow();
    start(
        new Backend(whole.objects(), whole.queue(), new BuryingJobs(whole.jobs()), whole.events()));
    uploadAll();

    erased(anna);

    settle();
    assertThat(traces(anna)).as("the control").isNotEmpty();
  }

  private void start(Backend on) throws IOException {
    var key = SubjectKey.of(new byte[32]);
    node =
        Optional.of(
            Node.on(on)
                .running(MediaPipeline.MEDIA)
                .within(
                    NodeLimits.defaults()
                        .lease(Duration.ofSeconds(2))
                        .reconcile(Duration.ofMillis(200))
                        .cpuThreads(1))
                .erasing(new ErasureSettings(() -> Optional.of(key), List.of()))
                .listening(new LogListener("node"))
                .start());
  }

  private Node node() {
    return node.orElseThrow();
  }

  /// Some of them have ended when it returns, and others have not begun.
  private void uploadAll() throws Exception {
    for (int i = 0; i < EACH; i++) {
      for (Marks person : List.of(bert, anna)) {
        for (Marks.Upload file : person.files(i)) {
          assertThat(upload(person, file)).isInstanceOf(UploadResult.Accepted.class);
        }
      }
    }
    bring(anna, node());
    Probe.eventually("some jobs have ended", () -> jobs().anyMatch(job -> job.state().ended()));
  }

  private Stream<JobSummary> jobs() throws IOException {
    var all =
        new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1000);
    return node().jobs().list(all).stream();
  }

  private UploadResult upload(Marks person, Marks.Upload file) throws IOException {
    var request =
        new UploadRequest(
            TENANT,
            MEDIA,
            file.name(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(subject(person)));
    return node().uploads().accept(request, new ByteArrayInputStream(file.bytes()));
  }

  private Subject subject(Marks person) throws IOException {
    return node().jobs().erasures().named(TENANT, person.subject());
  }

  private Erasure erased(Marks person) throws Exception {
    var erasures = node().jobs().erasures();
    Erasure begun = erasures.subject(TENANT, subject(person));
    Probe.eventually(
        "the erasure has ended",
        () -> erasures.find(TENANT, begun.id()).orElseThrow().phase().ended());
    return erasures.find(TENANT, begun.id()).orElseThrow();
  }

  private void assertFound(Marks person) throws IOException {
    for (String mark : List.of(person.inExif(), person.inPixels(), person.inText())) {
      assertThat(places.orElseThrow().of(mark)).as(mark).isNotEmpty();
    }
  }

  private List<String> traces(Marks person) throws IOException {
    var found = new ArrayList<String>();
    for (String mark : person.all()) {
      places.orElseThrow().of(mark).forEach(place -> found.add(mark + " in " + place));
    }
    return found;
  }
}
