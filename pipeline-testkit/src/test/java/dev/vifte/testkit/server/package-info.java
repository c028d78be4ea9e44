/// Tests of the launchers.
@NullMarked
package dev.vifte.testkit.server;

import org.jspecify.annotations.NullMarked;
