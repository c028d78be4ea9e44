/// The node's log. Start at [Logs].
@NullMarked
package dev.vifte.app.log;

import org.jspecify.annotations.NullMarked;
