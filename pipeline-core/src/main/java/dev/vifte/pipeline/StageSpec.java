package dev.vifte.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vifte.retry.RetryPolicy;
import dev.vifte.stage.StageSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One stage as a pipeline names it. Data only; the code comes from `uses`.
///
/// @param uses which code
/// @param when runs only for inputs in this range; others skip it
/// @param after stages that must have ended before
/// @param whenFailed what to do when one of them did not end well
/// @param with settings of the code
/// @param timeout hard limit of one attempt
/// @param scale tasks at once on one node; the kind's own default when empty
/// @param memory bytes one attempt may need, in place of the code's own estimate
/// @param env values the code may ask for
/// @param secrets files whose content the code may ask for, by name
public record StageSpec(
    StageName name,
    StageKind uses,
    MediaRange when,
    List<StageName> after,
    @JsonProperty("when-failed") WhenFailed whenFailed,
    StageSettings with,
    Duration timeout,
    RetryPolicy retry,
    Optional<Scale> scale,
    Optional<Long> memory,
    Map<String, String> env,
    Map<String, String> secrets) {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  public StageSpec {
    after = List.copyOf(after);
    env = Map.copyOf(new TreeMap<>(env));
    secrets = Map.copyOf(new TreeMap<>(secrets));
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "stage '%s': timeout must be longer than zero".formatted(name));
    }
  }

  /// A stage with every default.
  public static StageSpec of(StageName name, StageKind uses, StageSettings with) {
    return new StageSpec(
        name,
        uses,
        MediaRange.ANY,
        List.of(),
        WhenFailed.RUN,
        with,
        DEFAULT_TIMEOUT,
        RetryPolicy.DEFAULTS,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Map.of());
  }

  public StageSpec when(MediaRange range) {
    return new StageSpec(
        name, uses, range, after, whenFailed, with, timeout, retry, scale, memory, env, secrets);
  }

  public StageSpec after(List<StageName> stages) {
    return new StageSpec(
        name, uses, when, stages, whenFailed, with, timeout, retry, scale, memory, env, secrets);
  }

  public StageSpec whenFailed(WhenFailed how) {
    return new StageSpec(
        name, uses, when, after, how, with, timeout, retry, scale, memory, env, secrets);
  }

  public StageSpec timeout(Duration limit) {
    return new StageSpec(
        name, uses, when, after, whenFailed, with, limit, retry, scale, memory, env, secrets);
  }

  public StageSpec retry(RetryPolicy policy) {
    return new StageSpec(
        name, uses, when, after, whenFailed, with, timeout, policy, scale, memory, env, secrets);
  }

  public StageSpec scale(Scale range) {
    return new StageSpec(
        name,
        uses,
        when,
        after,
        whenFailed,
        with,
        timeout,
        retry,
        Optional.of(range),
        memory,
        env,
        secrets);
  }

  public StageSpec memory(long bytes) {
    return new StageSpec(
        name,
        uses,
        when,
        after,
        whenFailed,
        with,
        timeout,
        retry,
        scale,
        Optional.of(bytes),
        env,
        secrets);
  }

  public StageSpec env(Map<String, String> values) {
    return new StageSpec(
        name, uses, when, after, whenFailed, with, timeout, retry, scale, memory, values, secrets);
  }

  public StageSpec secrets(Map<String, String> files) {
    return new StageSpec(
        name, uses, when, after, whenFailed, with, timeout, retry, scale, memory, env, files);
  }
}
