/// What was stored by every format so far, and is still read. Start at [FormatsTest].
@NullMarked
package dev.vifte.formats;

import org.jspecify.annotations.NullMarked;
