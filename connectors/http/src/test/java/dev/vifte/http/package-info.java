/// The gateway over a real node on the embedded backend, asked by a real client. Start at [Served].
@NullMarked
package dev.vifte.http;

import org.jspecify.annotations.NullMarked;
