/// The HTTP gateway: uploads, jobs, results, live events, operations and one page. Start at
/// [Gateway], whose table of routes names everything there is.
@NullMarked
package dev.vifte.http;

import org.jspecify.annotations.NullMarked;
