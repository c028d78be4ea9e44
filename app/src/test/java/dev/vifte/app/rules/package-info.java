/// What holds for all code of this repository: arrows, sizes, time.
@NullMarked
package dev.vifte.app.rules;

import org.jspecify.annotations.NullMarked;
