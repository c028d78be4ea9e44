package dev.vifte.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.job.ItemName;
import dev.vifte.object.MediaType;
import dev.vifte.pipeline.InputLimits;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import dev.vifte.stage.Reason;
import dev.vifte.stage.StageInput;
import dev.vifte.testkit.LambdaStage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// Small pipelines for these tests.
final class Pipelines {
  static final long LIMIT = 1000;

  private Pipelines() {}

  /// `copy`: gives its text input back as `copy.txt`, takes at most 1000 bytes of text.
  static Pipeline copy() {
    return Pipeline.named("copy")
        .accepting("text/plain")
        .limitedTo(new InputLimits(LIMIT, 1, 1, 1))
        .stage(
            "copy", LambdaStage.of("test/copy", in -> Outcome.done(text("copy.txt", in.open()))));
  }

  /// `held`: waits until it is let go.
  static Pipeline held(CountDownLatch go) {
    return Pipeline.named("held")
        .stage(
            "hold",
            LambdaStage.of(
                "test/hold",
                in -> {
                  go.await();
                  return Outcome.done(Json.object().put("held", true), List.of());
                }));
  }

  /// `fussy`: rejects until it is mended.
  static Pipeline fussy(AtomicBoolean mended) {
    return Pipeline.named("fussy")
        .stage(
            "judge",
            LambdaStage.of(
                "test/judge",
                in ->
                    mended.get()
                        ? Outcome.done()
                        : Outcome.reject(Reason.CORRUPT, "it is broken; send a whole one")));
  }

  /// `split`: fans out into two items that are rejected.
  static Pipeline split() {
    return Pipeline.named("split")
        .stage(
            "parts",
            LambdaStage.of(
                "test/parts",
                in ->
                    in.item().isPresent()
                        ? Outcome.reject(Reason.CORRUPT, "this part is broken")
                        : Outcome.fanOut(
                            Json.object(), List.of(new ItemName("1-2"), new ItemName("3-4")))));
  }

  /// `page`: gives a page that would run a script in a browser.
  static Pipeline page() {
    return Pipeline.named("page")
        .stage(
            "page",
            LambdaStage.of(
                "test/page",
                in ->
                    Outcome.done(
                        Output.bytes(
                            "page.html",
                            new MediaType("text/html"),
                            "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8)))));
  }

  /// `size`: counts the bytes of a large input without keeping them.
  static Pipeline size(long limit) {
    return Pipeline.named("size")
        .limitedTo(new InputLimits(limit, 1, 1, 1))
        .stage(
            "count",
            LambdaStage.of(
                "test/count",
                in -> Outcome.done(Json.object().put("bytes", in.file().size()), List.of())));
  }

  /// `album`: shows a picture, its findings and a text, and has a stage that waits to be let go.
  static Pipeline album(CountDownLatch go) {
    return Pipeline.named("album")
        .accepting("image/*")
        .stage("picture", LambdaStage.of("test/picture", Pipelines::picture))
        .stage("findings", LambdaStage.of("test/findings", _ -> Outcome.done(camera(), List.of())))
        .stage("text", LambdaStage.of("test/text", _ -> Outcome.done(page("æøå €"))))
        .stage(
            "slow",
            LambdaStage.of(
                "test/slow",
                _ -> {
                  go.await();
                  return Outcome.done();
                }));
  }

  private static Outcome picture(StageInput in) throws IOException {
    try (InputStream bytes = in.open()) {
      return Outcome.done(
          Output.bytes("web.png", new MediaType("image/png"), bytes.readAllBytes())
              .with("width", 320)
              .with("height", 200));
    }
  }

  private static ObjectNode camera() {
    ObjectNode found = Json.object();
    found.putObject("camera").put("make", "Example").put("model", "Example 1");
    found.putObject("exposure").put("seconds", 0.008).put("iso", 100);
    return found.put("taken", "2026-06-21T21:04:00Z");
  }

  private static Output page(String letters) {
    byte[] text = ("The text of the page: " + letters).getBytes(StandardCharsets.UTF_8);
    return Output.bytes("text.txt", new MediaType("text/plain"), text);
  }

  private static Output text(String name, InputStream in) throws IOException {
    try (in) {
      return Output.bytes(name, new MediaType("text/plain"), in.readAllBytes());
    }
  }
}
