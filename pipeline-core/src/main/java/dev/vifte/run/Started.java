package dev.vifte.run;

import dev.vifte.job.JobRecord;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.Versioned;
import dev.vifte.pipeline.Definition;
import java.time.Instant;
import java.util.Optional;

/// A start that its finish stands on.
///
/// @param record as the start left it
/// @param seen what the finish must still find; empty when it must find nothing
record Started(
    JobRecord job,
    Definition definition,
    TaskRecord record,
    Optional<Versioned<TaskRecord>> seen,
    Instant at) {}
