package dev.vifte.isolate;

import dev.vifte.job.ItemName;
import dev.vifte.job.JobId;
import dev.vifte.job.TenantId;
import dev.vifte.pipeline.InputLimits;
import dev.vifte.pipeline.StageKind;
import dev.vifte.pipeline.StageName;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageInput.InputFile;
import dev.vifte.stage.StageResult;
import dev.vifte.stage.StageSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What a child is told of one task. Secrets and the outputs of other stages are fetched when the
/// stage asks for them.
///
/// @param path of the uploaded file
/// @param scratch folder of the attempt
/// @param millis the work may take
record Task(
    StageKind kind,
    StageSettings with,
    JobId job,
    TenantId tenant,
    StageName stage,
    Optional<ItemName> item,
    int attempt,
    InputFile file,
    InputLimits limits,
    Map<StageName, StageResult> after,
    String traceparent,
    Map<String, String> env,
    String path,
    String scratch,
    long millis) {

  static Task of(Stage stage, StageInput in, Duration limit) throws IOException {
    return new Task(
        stage.kind(),
        stage.settings(),
        in.job(),
        in.tenant(),
        in.stage(),
        in.item(),
        in.attempt(),
        in.file(),
        in.limits(),
        in.after(),
        in.traceparent(),
        in.env(),
        in.path().toAbsolutePath().toString(),
        in.scratch().toAbsolutePath().toString(),
        limit.toMillis());
  }
}
