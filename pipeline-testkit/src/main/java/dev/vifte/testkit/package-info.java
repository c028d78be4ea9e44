/// What a backend, a stage or an engine is tested with: contract suites to extend, a clock turned
/// by hand, probes, seeded schedules, sample media. Start at [WorkQueueContract] or [Probe], or at
/// [StageInputs] to call a stage without any engine or server.
@NullMarked
package dev.vifte.testkit;

import org.jspecify.annotations.NullMarked;
