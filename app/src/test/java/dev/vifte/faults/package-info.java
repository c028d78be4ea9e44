/// What may go wrong, done to real processes on purpose. Start at [Faults]; [Catalogue] lists what
/// is done and what must hold.
@NullMarked
package dev.vifte.faults;

import org.jspecify.annotations.NullMarked;
