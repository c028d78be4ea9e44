package dev.vifte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.Node;
import dev.vifte.erase.EraseHook;
import dev.vifte.erase.ErasureSettings;
import dev.vifte.erase.SubjectIndex;
import dev.vifte.erase.SubjectKey;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.Erasure;
import dev.vifte.job.Erasure.HookAnswer;
import dev.vifte.job.Erasure.Phase;
import dev.vifte.job.JobId;
import dev.vifte.job.JobRecord;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Subject;
import dev.vifte.job.TenantId;
import dev.vifte.object.ByteRange;
import dev.vifte.object.ObjectKey;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.stage.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// A person whose files were named so can be erased as a whole, on any backend: extend it and say
/// how to open one.
public abstract class SubjectContract extends EngineFixture {
  private static final SubjectKey KEY = SubjectKey.of(new byte[32]);

  private final Queue<ObjectNode> heard = new ConcurrentLinkedQueue<>();

  @Test
  void all_jobs_of_a_person_go_and_a_receipt_stays() throws Exception {
    start(telling());
    JobRecord one = accepted(send("one", "anna"));
    JobRecord two = accepted(send("two", "anna"));
    JobRecord other = accepted(send("three", "bert"));
    ended(other);

    Erasure done = erased("anna");

    assertThat(done.removed().jobs()).isEqualTo(2);
    assertThat(node().jobs().find(TENANT, one.id())).isEmpty();
    assertThat(node().jobs().find(TENANT, two.id())).isEmpty();
    assertThat(node().jobs().find(TENANT, other.id())).isPresent();
    ObjectKey key = new ObjectKey("erased").child(TENANT.value()).child(done.id() + ".json");
    try (var receipt = backend.orElseThrow().objects().open(key, ByteRange.ALL)) {
      ObjectNode json = Json.read(receipt.stream().readAllBytes(), ObjectNode.class);
      assertThat(json.at("/state").asText()).isEqualTo("done");
      assertThat(json.at("/removed/jobs").asInt()).isEqualTo(2);
      assertThat(json.toString()).doesNotContain("anna");
    }
  }

  @Test
  void nothing_more_of_an_erased_person_is_taken_and_others_are() throws Exception {
    start(telling());
    erased("anna");

    assertThat(send("late", "anna")).isInstanceOf(UploadResult.Erased.class);
    assertThat(send("other", "bert")).isInstanceOf(UploadResult.Accepted.class);
    assertThat(named(new TenantId("another"), "anna")).isNotEqualTo(named(TENANT, "anna"));
  }

  @Test
  void an_upload_that_had_only_begun_is_found_too() throws Exception {
    start(telling());
    var begun = new JobId("00000000000000000000000000000001");
    assertThat(new SubjectIndex(backend.orElseThrow().jobs()).enter(named(TENANT, "anna"), begun))
        .isTrue();

    assertThat(erased("anna").removed().jobs()).isEqualTo(1);

    var intent = Fixtures.receiving(1, ManualClock.START);
    assertThat(backend.orElseThrow().jobs().create(RecordKey.of(begun), intent)).isFalse();
  }

  @Test
  void hooks_are_told_until_they_know_and_the_receipt_lists_them() throws Exception {
    start(telling(hook("first", 0), hook("second", 1)));
    JobRecord job = accepted(send("one", "anna"));

    Erasure done = erased("anna");

    assertThat(done.phase()).isEqualTo(Phase.DONE);
    assertThat(done.hooks())
        .extracting(HookAnswer::hook, HookAnswer::tries, HookAnswer::told)
        .containsExactlyInAnyOrder(tuple("first", 1, true), tuple("second", 2, true));
    assertThat(heard).hasSize(3);
    assertThat(heard)
        .allMatch(told -> told.at("/jobs/0").asText().equals(job.id().value()))
        .extracting(told -> told.at("/subject").asText())
        .containsOnly(named(TENANT, "anna").hash());
    assertThat(heard.toString()).doesNotContain("anna");
  }

  @Test
  void erasing_again_gives_the_same_receipt() throws Exception {
    start(telling());
    accepted(send("one", "anna"));
    Erasure done = erased("anna");

    assertThat(node().jobs().erasures().subject(TENANT, named(TENANT, "anna"))).isEqualTo(done);
  }

  @Test
  void a_node_with_another_key_names_nobody() throws Exception {
    start(telling());
    var _ = named(TENANT, "anna");
    var other =
        new ErasureSettings(
            () ->
                Optional.of(SubjectKey.of("another one of them".getBytes(StandardCharsets.UTF_8))),
            List.of());

    try (Node second = Node.on(backend.orElseThrow()).withoutWorkers().erasing(other).start()) {
      assertThatThrownBy(() -> second.jobs().erasures().named(TENANT, "anna"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("subjects.secret");
    }
  }

  private ErasureSettings telling(EraseHook... hooks) {
    return new ErasureSettings(() -> Optional.of(KEY), List.of(hooks));
  }

  private void start(ErasureSettings erasing) throws IOException {
    start(
        Pipeline.named("p")
            .stage(
                "copy",
                LambdaStage.of("test/copy", in -> Outcome.done(output(in.open().readAllBytes())))),
        draft -> draft.erasing(erasing));
  }

  /// Fails so many times first.
  private EraseHook hook(String name, int failures) {
    return new EraseHook() {
      private int left = failures;

      @Override
      public String name() {
        return name;
      }

      @Override
      public synchronized String tell(ObjectNode erasure) throws IOException {
        heard.add(erasure);
        if (left-- > 0) {
          throw new IOException("not now");
        }
        return "answered 204";
      }
    };
  }

  private Subject named(TenantId tenant, String name) throws IOException {
    return node().jobs().erasures().named(tenant, name);
  }

  private UploadResult send(String text, String person) throws IOException {
    var request =
        new UploadRequest(
            TENANT,
            node().pipelines().all().getFirst().name(),
            "a.txt",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(named(TENANT, person)));
    return node()
        .uploads()
        .accept(request, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static JobRecord accepted(UploadResult result) {
    return ((UploadResult.Accepted) result).job();
  }

  private Erasure erased(String person) throws Exception {
    var erasures = node().jobs().erasures();
    JobId id = erasures.subject(TENANT, named(TENANT, person)).id();
    Probe.eventually("it is over", () -> erasures.find(TENANT, id).orElseThrow().phase().ended());
    return erasures.find(TENANT, id).orElseThrow();
  }
}
