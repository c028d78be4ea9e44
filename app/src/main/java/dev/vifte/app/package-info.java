/// The command and the place where all parts meet. Start at [Vifte]; [Wiring] makes everything.
@NullMarked
package dev.vifte.app;

import org.jspecify.annotations.NullMarked;
