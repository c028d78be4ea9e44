/// Tests of the Image I/O readers.
@NullMarked
package dev.vifte.imaging.imageio;

import org.jspecify.annotations.NullMarked;
