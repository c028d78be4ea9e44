package dev.vifte.crash;

import static dev.vifte.pipeline.Pipeline.after;
import static dev.vifte.retry.RetryPolicy.exponential;
import static dev.vifte.retry.RetryPolicy.upTo;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vifte.Json;
import dev.vifte.job.ItemName;
import dev.vifte.object.MediaType;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import dev.vifte.stage.Reason;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageResult.Stored;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A pipeline that takes every turn the engine knows: stages side by side, a join, a fan-out that
/// is joined again, retries, parked ones and refusals. The words of the input say which.
record Work(StageKind kind, Code code) implements Stage {
  static final String WIDE = "wide";
  static final String NARROW = "narrow";

  /// The retry of its stage is parked.
  static final String PARK = "park";

  /// The retry of its stage is a short one.
  static final String FLAKY = "flaky";

  /// One of its stages refuses it.
  static final String REJECT = "reject";

  /// The fan-out has one item.
  static final String SINGLE = "single";

  /// The pools, each behind those whose work it goes on with.
  static final List<String> ORDER =
      List.of("crash-left", "crash-parts", "crash-sum", "crash-right", "crash-check", "crash-both");

  private static final MediaType TEXT = new MediaType("text/plain");
  private static final Duration LONG = Duration.ofSeconds(31);

  /// What a stage does.
  interface Code {
    Outcome of(StageInput input) throws IOException;
  }

  /// Stages side by side.
  static Pipeline wide() {
    return Pipeline.named(WIDE)
        .stage("left", work("left", in -> gives("left.txt", text(in).toUpperCase(Locale.ROOT))))
        .stage("right", work("right", Work::right))
        .stage("both", work("both", in -> gives("both.txt", all(in))), after("left", "right"))
        .stage("parts", work("parts", Work::parts))
        .stage("sum", work("sum", in -> gives("sum.txt", all(in))), after("parts"))
        .stage("check", work("check", Work::check))
        .retrying(exponential(Duration.ofSeconds(1), upTo(Duration.ofSeconds(5))).attempts(5));
  }

  /// One task after the other, if the fan-out has one item: a crash finds nothing else under way.
  static Pipeline narrow() {
    return Pipeline.named(NARROW)
        .stage("left", work("left", in -> gives("left.txt", text(in).toUpperCase(Locale.ROOT))))
        .stage("parts", work("parts", Work::parts), after("left"))
        .stage("sum", work("sum", in -> gives("sum.txt", all(in))), after("parts"))
        .stage("right", work("right", Work::right), after("sum"))
        .stage("check", work("check", Work::check), after("right"));
  }

  @Override
  public Outcome process(StageInput input) throws IOException {
    return code.of(input);
  }

  private static Work work(String name, Code code) {
    return new Work(new StageKind("crash/" + name), code);
  }

  private static Outcome right(StageInput in) throws IOException {
    String text = text(in);
    if (in.attempt() == 1 && text.contains(PARK)) {
      return Outcome.retryAfter(LONG, "come back later");
    }
    if (in.attempt() == 1 && text.contains(FLAKY)) {
      return Outcome.retry("bad luck");
    }
    return gives("right.txt", new StringBuilder(text).reverse().toString());
  }

  private static Outcome parts(StageInput in) throws IOException {
    if (in.item().isEmpty()) {
      int most = text(in).contains(SINGLE) ? 1 : 3;
      var items = Stream.of("a", "b", "c").limit(most).map(ItemName::new).toList();
      return Outcome.fanOut(Json.object().put("parts", items.size()), items);
    }
    String item = in.item().get().value();
    return gives("part-" + item + ".txt", item + ": " + text(in));
  }

  private static Outcome check(StageInput in) throws IOException {
    return text(in).contains(REJECT)
        ? Outcome.reject(Reason.INVALID_INPUT, "the file says so")
        : gives("check.txt", "good");
  }

  private static Outcome gives(String name, String text) {
    return Outcome.done(Output.bytes(name, TEXT, text.getBytes(UTF_8)));
  }

  private static String text(StageInput in) throws IOException {
    try (var bytes = in.open()) {
      return new String(bytes.readAllBytes(), UTF_8);
    }
  }

  /// Everything the stages before have left, in order.
  private static String all(StageInput in) throws IOException {
    var texts = new ArrayList<String>();
    for (Stored each : outputs(in)) {
      try (var bytes = in.open(each)) {
        texts.add(new String(bytes.readAllBytes(), UTF_8));
      }
    }
    return String.join("\n", texts);
  }

  private static List<Stored> outputs(StageInput in) {
    return in.after().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .flatMap(stage -> stage.getValue().outputs().stream())
        .toList();
  }
}
