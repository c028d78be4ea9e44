/// A running gateway over HTTP. Start at [GatewayClient].
@NullMarked
package dev.vifte.app.client;

import org.jspecify.annotations.NullMarked;
