@NullMarked
package dev.vifte.queue;

import org.jspecify.annotations.NullMarked;
