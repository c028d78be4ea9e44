@NullMarked
package dev.vifte.retry;

import org.jspecify.annotations.NullMarked;
