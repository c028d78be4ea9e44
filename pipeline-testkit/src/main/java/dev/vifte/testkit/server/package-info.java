/// Real servers for tests, each on ports of its own with a fresh folder. Start at [Minio] or
/// [NatsServer].
@NullMarked
package dev.vifte.testkit.server;

import org.jspecify.annotations.NullMarked;
