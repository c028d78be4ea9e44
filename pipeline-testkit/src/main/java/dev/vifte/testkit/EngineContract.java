package dev.vifte.testkit;

import static dev.vifte.pipeline.Pipeline.after;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.ItemName;
import dev.vifte.job.JobRecord;
import dev.vifte.object.ByteRange;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.Scale;
import dev.vifte.pipeline.StageName;
import dev.vifte.stage.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The way of a file, as the engine promises it on any backend: extend it and say how to open one.
public abstract class EngineContract extends EngineFixture {
  @Test
  void an_upload_goes_all_the_way_to_a_manifest_with_its_outputs() throws Exception {
    start(
        Pipeline.named("p")
            .stage(
                "copy",
                LambdaStage.of("test/copy", in -> Outcome.done(output(in.open().readAllBytes())))));

    JobRecord job = upload("hello");
    ObjectNode manifest = ended(job);

    assertThat(manifest.at("/state").asText()).isEqualTo("completed");
    assertThat(manifest.at("/stages/copy/outputs/0/size").asInt()).isEqualTo(5);
    var stored =
        node().jobs().output(TENANT, job.id(), new StageName("copy"), "out.txt").orElseThrow();
    try (var content = node().jobs().open(stored, ByteRange.ALL)) {
      assertThat(content.stream().readAllBytes())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("hello");
    }
  }

  @Test
  void a_stage_waits_for_all_it_comes_after_and_sees_their_results() throws Exception {
    start(
        Pipeline.named("p")
            .stage(
                "a",
                LambdaStage.of("test/a", in -> Outcome.done(Json.object().put("a", 1), List.of())))
            .stage(
                "b",
                LambdaStage.of("test/b", in -> Outcome.done(Json.object().put("b", 2), List.of())))
            .stage(
                "join",
                LambdaStage.of("test/join", in -> Outcome.done(joined(in.after()), List.of())),
                after("a", "b")));

    ObjectNode manifest = ended(upload("x"));

    assertThat(manifest.at("/stages/join/data").toString()).isEqualTo("{\"a\":1,\"b\":2}");
  }

  @Test
  void a_stage_fans_out_into_items_and_the_next_waits_for_all_of_them() throws Exception {
    var items = List.of(new ItemName("1-8"), new ItemName("9-16"), new ItemName("17-20"));
    start(
        Pipeline.named("p")
            .stage(
                "pages",
                LambdaStage.of(
                    "test/pages",
                    in ->
                        in.item().isEmpty()
                            ? Outcome.fanOut(Json.object().put("pages", 20), items)
                            : Outcome.done(
                                output(in.item().get().value().getBytes(StandardCharsets.UTF_8)))))
            .stage(
                "sum",
                LambdaStage.of(
                    "test/sum",
                    in ->
                        Outcome.done(
                            Json.object()
                                .put(
                                    "outputs",
                                    in.after().values().iterator().next().outputs().size()),
                            List.of())),
                after("pages")));

    ObjectNode manifest = ended(upload("x"));

    assertThat(manifest.at("/stages/sum/data/outputs").asInt()).isEqualTo(3);
    assertThat(manifest.at("/stages/pages/data/items").size()).isEqualTo(3);
  }

  @Test
  void the_same_idempotency_key_gives_the_same_job_and_other_bytes_are_refused() throws Exception {
    start(Pipeline.named("p").stage("noop", LambdaStage.of("test/noop", in -> Outcome.done())));

    var first = (UploadResult.Accepted) send("same", Optional.of("key-1"));
    var again = (UploadResult.Accepted) send("same", Optional.of("key-1"));
    UploadResult other = send("other", Optional.of("key-1"));

    assertThat(again.job().id()).isEqualTo(first.job().id());
    assertThat(again.repeated()).isTrue();
    assertThat(other).isInstanceOf(UploadResult.KeyMismatch.class);
  }

  @Test
  void never_more_tasks_run_at_once_than_the_scale_allows() throws Exception {
    var running = new AtomicInteger();
    var most = new ConcurrentLinkedQueue<Integer>();
    start(
        Pipeline.named("p")
            .stage(
                "two",
                LambdaStage.of(
                    "test/two",
                    in -> {
                      most.add(running.incrementAndGet());
                      Thread.onSpinWait();
                      running.decrementAndGet();
                      return Outcome.done();
                    }),
                spec -> spec.scale(new Scale(2, 2))));

    for (int i = 0; i < 20; i++) {
      ended(upload("file " + i));
    }

    assertThat(most).allMatch(count -> count <= 2);
  }

  @Test
  void twenty_jobs_at_once_all_end() throws Exception {
    start(Pipeline.named("p").stage("noop", LambdaStage.of("test/noop", in -> Outcome.done())));

    var jobs = new ArrayList<JobRecord>();
    for (int i = 0; i < 20; i++) {
      jobs.add(upload("file " + i));
    }

    for (JobRecord job : jobs) {
      assertThat(ended(job).at("/state").asText()).isEqualTo("completed");
    }
  }
}
