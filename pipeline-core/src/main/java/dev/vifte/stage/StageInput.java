package dev.vifte.stage;

import dev.vifte.job.ItemName;
import dev.vifte.job.JobId;
import dev.vifte.job.TenantId;
import dev.vifte.object.MediaType;
import dev.vifte.pipeline.InputLimits;
import dev.vifte.pipeline.StageName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What a stage gets to see of one task. Valid until `process` returns; used by one thread.
public interface StageInput {
  /// The job this is part of.
  JobId job();

  /// Whose job it is.
  TenantId tenant();

  /// The stage's name in its pipeline.
  StageName stage();

  /// The part to work on, when the stage has fanned out; empty for the first task of a stage.
  Optional<ItemName> item();

  /// How often this task was tried, this time included.
  int attempt();

  /// The uploaded file.
  InputFile file();

  /// What the pipeline allows an input to be.
  InputLimits limits();

  /// Reads the uploaded file from its start. Close the stream.
  InputStream open() throws IOException;

  /// The uploaded file as a local, read-only file.
  Path path() throws IOException;

  /// What the stages before this one gave, by name; only those named in `after`.
  Map<StageName, StageResult> after();

  /// Reads an output of a stage before this one. Close the stream.
  InputStream open(StageResult.Stored output) throws IOException;

  /// An empty folder of this attempt's own; removed afterwards.
  Path scratch() throws IOException;

  /// When the work must have ended. Loops over untrusted input ask it.
  Deadline deadline();

  /// The trace context of this attempt, as the `traceparent` header of the W3C has it: to be sent
  /// with requests to others, so that what they do shows up under this attempt.
  String traceparent();

  /// The `env` of the stage in the pipeline file.
  Map<String, String> env();

  /// The content of one of the stage's `secrets` files, without its trailing line break.
  ///
  /// @throws IOException naming the secret and its file when it cannot be read
  String secret(String name) throws IOException;

  /// The uploaded file as the gateway saw it.
  ///
  /// @param name as the uploader gave it: for people, never for paths or decisions
  /// @param type by its first bytes
  /// @param size bytes
  /// @param sha256 64 lower-case hex digits
  record InputFile(String name, MediaType type, long size, String sha256) {}
}
