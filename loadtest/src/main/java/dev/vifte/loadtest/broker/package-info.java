/// What the broker lets through, with the engine on it and without. Start at [BrokerBench].
@NullMarked
package dev.vifte.loadtest.broker;

import org.jspecify.annotations.NullMarked;
