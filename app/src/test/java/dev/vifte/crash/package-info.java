/// A node that dies, over and over. Start at `CrashTest`; `CrashNode` is what is killed.
@NullMarked
package dev.vifte.crash;

import org.jspecify.annotations.NullMarked;
