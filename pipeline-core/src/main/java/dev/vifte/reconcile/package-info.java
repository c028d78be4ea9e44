/// Finds and mends what a crash left half done. Start at [Reconciler].
@NullMarked
package dev.vifte.reconcile;

import org.jspecify.annotations.NullMarked;
