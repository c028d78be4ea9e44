@NullMarked
package dev.vifte.job;

import org.jspecify.annotations.NullMarked;
