@NullMarked
package dev.vifte.run;

import org.jspecify.annotations.NullMarked;
