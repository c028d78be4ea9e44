/// Tests of the counting.
@NullMarked
package dev.vifte.loadtest.peers;

import org.jspecify.annotations.NullMarked;
