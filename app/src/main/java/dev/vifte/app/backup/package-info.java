/// Copies of everything an installation keeps, and the way back. Start at [Backup] and [Restore].
@NullMarked
package dev.vifte.app.backup;

import org.jspecify.annotations.NullMarked;
