/// Delivery of tasks with leases. Start at [WorkQueue]; [Delivery] is one receipt of one task.
@NullMarked
package dev.vifte.queue;

import org.jspecify.annotations.NullMarked;
