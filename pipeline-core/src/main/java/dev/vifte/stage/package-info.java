/// The code of one step. Start at [Stage]; [Outcome] is what it answers.
@NullMarked
package dev.vifte.stage;

import org.jspecify.annotations.NullMarked;
