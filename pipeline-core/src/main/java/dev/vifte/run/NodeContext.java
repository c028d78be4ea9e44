package dev.vifte.run;

import dev.vifte.Backend;
import dev.vifte.NodeLimits;
import dev.vifte.event.EventOutbox;
import dev.vifte.job.NodeId;
import dev.vifte.observe.PipelineListener;
import dev.vifte.observe.Steps;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What every part of a node stands on. Immutable; shared by all its threads.
public record NodeContext(
    NodeId node,
    Backend backend,
    EventOutbox events,
    Pipelines pipelines,
    NodeLimits limits,
    InstantSource clock,
    RandomGenerator random,
    PipelineListener listener,
    Steps steps,
    RunningTasks running) {}
