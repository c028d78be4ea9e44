/// The durable truth about runs: records by create and compare-and-set. Start at [JobStore].
@NullMarked
package dev.vifte.job;

import org.jspecify.annotations.NullMarked;
