/// Tests of what the load tests compute; what they measure is under no test.
@NullMarked
package dev.vifte.loadtest;

import org.jspecify.annotations.NullMarked;
