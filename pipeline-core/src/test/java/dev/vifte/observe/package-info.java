@NullMarked
package dev.vifte.observe;

import org.jspecify.annotations.NullMarked;
