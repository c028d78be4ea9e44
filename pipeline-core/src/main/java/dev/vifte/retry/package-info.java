/// When to try again: pure functions. Start at [RetryPolicy].
@NullMarked
package dev.vifte.retry;

import org.jspecify.annotations.NullMarked;
