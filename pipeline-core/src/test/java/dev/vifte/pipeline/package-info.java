@NullMarked
package dev.vifte.pipeline;

import org.jspecify.annotations.NullMarked;
