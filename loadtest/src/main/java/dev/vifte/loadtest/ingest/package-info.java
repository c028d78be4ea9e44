/// Jobs that other programs start over NATS. Start at [NatsLoad].
@NullMarked
package dev.vifte.loadtest.ingest;

import org.jspecify.annotations.NullMarked;
