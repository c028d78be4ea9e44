/// NATS JetStream as queue, job store and event log. Start at [Nats].
@NullMarked
package dev.vifte.nats;

import org.jspecify.annotations.NullMarked;
