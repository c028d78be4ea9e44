/// What a backend, a stage or an engine is tested with: contract suites to extend, a clock turned
/// by hand, probes, seeded schedules, sample media. Start at [WorkQueueContract] or [Probe].
@NullMarked
package dev.vifte.testkit;

import org.jspecify.annotations.NullMarked;
