package dev.vifte.pipeline;

import dev.vifte.Json;
import dev.vifte.retry.RetryPolicy;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A pipeline as data: what the YAML form and the Java form both build, what is stored, and what a
/// version is the hash of.
///
/// @param format of this record; a node refuses a newer one
/// @param accept types of input, by their first bytes
/// @param stages in an order in which every stage stands behind those it comes after
/// @param atEnd a task of its own after the job has ended, such as the webhook
public record Definition(
    int format,
    PipelineName name,
    List<MediaRange> accept,
    InputLimits limits,
    Lane lane,
    List<StageSpec> stages,
    Optional<StageSpec> atEnd) {
  public static final int FORMAT = 1;

  /// How a task at the end is tried again unless it says otherwise: ten times within hours, since
  /// the other side may be down for a while.
  public static final RetryPolicy AT_END_RETRY =
      new RetryPolicy(10, Duration.ofSeconds(1), Duration.ofHours(1));

  /// The name of the task that runs [#atEnd]; no stage may be called so.
  public static final StageName AT_END = new StageName("at-end");

  public Definition {
    accept = List.copyOf(accept);
    stages = List.copyOf(stages);
    if (stages.isEmpty()) {
      throw new IllegalArgumentException(
          "pipeline '%s' has no stage; give at least one".formatted(name));
    }
    requireOrder(name, stages);
  }

  private static void requireOrder(PipelineName name, List<StageSpec> stages) {
    Set<StageName> before = new HashSet<>();
    for (StageSpec stage : stages) {
      for (StageName needed : stage.after()) {
        if (!before.contains(needed)) {
          throw new IllegalArgumentException(
              "pipeline '%s': stage '%s' comes after '%s', which does not stand before it"
                  .formatted(name, stage.name(), needed));
        }
      }
      if (!before.add(stage.name()) || stage.name().equals(AT_END)) {
        throw new IllegalArgumentException(
            "pipeline '%s': the stage name '%s' is taken; choose another"
                .formatted(name, stage.name()));
      }
    }
  }

  /// The stage of that name, the one at the end included.
  public Optional<StageSpec> stage(StageName stage) {
    return stage.equals(AT_END)
        ? atEnd
        : stages.stream().filter(s -> s.name().equals(stage)).findFirst();
  }

  /// The hash of the definition.
  public PipelineVersion version() {
    return new PipelineVersion(sha256(json()).substring(0, 12));
  }

  /// The definition as canonical JSON.
  public byte[] json() {
    return Json.bytes(this);
  }

  /// Reads what [#json] wrote.
  ///
  /// @throws dev.vifte.NewerFormatException when it is of a newer format
  public static Definition fromJson(byte[] json) {
    return Json.read(json, Definition.class, FORMAT, "a pipeline");
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
