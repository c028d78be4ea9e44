package dev.vifte.pipeline;

import dev.vifte.retry.RetryPolicy;
import dev.vifte.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A versioned, immutable pipeline: its [Definition], and the stages that were given as objects.
/// Every method returns a new value and runs nothing.
///
/// ```java
/// Pipeline media = Pipeline.named("media")
///     .accepting("image/*", "application/pdf")
///     .stage("variants", new Resize(fit("thumb", 128, 128)), on("image/*"))
///     .stage("pages", new RenderPages(pages(1, 3)), on("application/pdf"))
///     .retrying(exponential(ofMillis(200), upTo(ofSeconds(30))).attempts(5));
/// ```
public final class Pipeline {
  private final Definition definition;
  private final Map<StageName, Stage> code;

  private Pipeline(Definition definition, Map<StageName, Stage> code) {
    this.definition = definition;
    this.code = Map.copyOf(code);
  }

  /// Starts a pipeline.
  public static Draft named(String name) {
    return new Draft(new PipelineName(name));
  }

  /// A pipeline whose stages are made from their kinds by the node.
  public static Pipeline of(Definition definition) {
    return new Pipeline(definition, Map.of());
  }

  public Definition definition() {
    return definition;
  }

  public PipelineName name() {
    return definition.name();
  }

  public PipelineVersion version() {
    return definition.version();
  }

  /// The stages given as objects, by name.
  public Map<StageName, Stage> code() {
    return code;
  }

  /// This pipeline with another stage.
  @SafeVarargs
  public final Pipeline stage(String name, Stage stage, UnaryOperator<StageSpec>... how) {
    StageSpec spec = StageSpec.of(new StageName(name), stage.kind(), stage.settings());
    for (var change : how) {
      spec = change.apply(spec);
    }
    var stages = new ArrayList<>(definition.stages());
    stages.add(spec);
    var known = new TreeMap<>(code);
    known.put(spec.name(), stage);
    return new Pipeline(with(stages), known);
  }

  /// This pipeline with the same retry policy for all stages so far.
  public Pipeline retrying(RetryPolicy policy) {
    return new Pipeline(
        with(definition.stages().stream().map(s -> s.retry(policy)).toList()), code);
  }

  /// This pipeline with a task after the end of every job, such as a webhook. It has more patience
  /// than a stage: [Definition#AT_END_RETRY].
  @SafeVarargs
  public final Pipeline notifying(Stage stage, UnaryOperator<StageSpec>... how) {
    StageSpec spec =
        StageSpec.of(Definition.AT_END, stage.kind(), stage.settings())
            .retry(Definition.AT_END_RETRY);
    for (var change : how) {
      spec = change.apply(spec);
    }
    var known = new TreeMap<>(code);
    known.put(Definition.AT_END, stage);
    return new Pipeline(
        new Definition(
            Definition.FORMAT,
            name(),
            definition.accept(),
            definition.limits(),
            definition.lane(),
            definition.stages(),
            Optional.of(spec)),
        known);
  }

  private Definition with(List<StageSpec> stages) {
    return new Definition(
        Definition.FORMAT,
        name(),
        definition.accept(),
        definition.limits(),
        definition.lane(),
        stages,
        definition.atEnd());
  }

  /// `on("image/*")`: the stage runs for inputs of that range only.
  public static UnaryOperator<StageSpec> on(String range) {
    return spec -> spec.when(new MediaRange(range));
  }

  /// `after("text", "pages")`: the stage waits for those to have ended.
  public static UnaryOperator<StageSpec> after(String... stages) {
    return spec -> spec.after(List.of(stages).stream().map(StageName::new).toList());
  }

  /// `within(ofSeconds(20))`: the hard limit of one attempt.
  public static UnaryOperator<StageSpec> within(Duration timeout) {
    return spec -> spec.timeout(timeout);
  }

  /// A pipeline that has no stage yet.
  public static final class Draft {
    private final PipelineName name;
    private List<MediaRange> accept = List.of(MediaRange.ANY);
    private InputLimits limits = InputLimits.DEFAULTS;
    private Lane lane = Lane.INTERACTIVE;

    private Draft(PipelineName name) {
      this.name = name;
    }

    /// Types of input, by their first bytes; every type when never called.
    public Draft accepting(String... ranges) {
      accept = List.of(ranges).stream().map(MediaRange::new).toList();
      return this;
    }

    public Draft limitedTo(InputLimits limits) {
      this.limits = limits;
      return this;
    }

    public Draft lane(Lane lane) {
      this.lane = lane;
      return this;
    }

    /// The first stage.
    @SafeVarargs
    public final Pipeline stage(String stageName, Stage stage, UnaryOperator<StageSpec>... how) {
      StageSpec spec = StageSpec.of(new StageName(stageName), stage.kind(), stage.settings());
      for (var change : how) {
        spec = change.apply(spec);
      }
      var definition =
          new Definition(
              Definition.FORMAT, name, accept, limits, lane, List.of(spec), Optional.empty());
      return new Pipeline(definition, Map.of(spec.name(), stage));
    }
  }
}
