/// Tests of the NATS backend against real servers.
@NullMarked
package dev.vifte.nats;

import org.jspecify.annotations.NullMarked;
