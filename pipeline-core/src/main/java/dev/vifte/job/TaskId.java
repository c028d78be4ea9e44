package dev.vifte.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.vifte.pipeline.StageName;
import java.util.List;
import java.util.Optional;

/// One stage of one job, or one item of it: the unit of delivery, retry and dead-lettering. Written
/// `job/stage` or `job/stage/item`.
public record TaskId(JobId job, StageName stage, Optional<ItemName> item) {
  /// The first task of a stage.
  public static TaskId of(JobId job, StageName stage) {
    return new TaskId(job, stage, Optional.empty());
  }

  /// The task of one item of the same stage.
  public TaskId item(ItemName name) {
    return new TaskId(job, stage, Optional.of(name));
  }

  /// Reads what [#toString] wrote.
  ///
  /// @throws IllegalArgumentException when it is not a task id
  @JsonCreator
  public static TaskId parse(String text) {
    List<String> parts = List.of(text.split("/", -1));
    if (parts.size() < 2 || parts.size() > 3) {
      throw new IllegalArgumentException(
          "task id '%s' must be job/stage or job/stage/item".formatted(text));
    }
    var stage = of(new JobId(parts.get(0)), new StageName(parts.get(1)));
    return parts.size() == 2 ? stage : stage.item(new ItemName(parts.get(2)));
  }

  @JsonValue
  @Override
  public String toString() {
    return job + "/" + stage + item.map(i -> "/" + i).orElse("");
  }
}
