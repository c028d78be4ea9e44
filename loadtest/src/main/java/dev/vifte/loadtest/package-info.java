/// Measures this machine. Start at `Bench`, which `./dev bench` runs.
@NullMarked
package dev.vifte.loadtest;

import org.jspecify.annotations.NullMarked;
