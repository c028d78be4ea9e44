/// Files and folders through a node in this process, without a gateway. Start at [Batch].
@NullMarked
package dev.vifte.app.files;

import org.jspecify.annotations.NullMarked;
