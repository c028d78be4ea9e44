/// Pixels to files, written for speed. Start at [JpegWriter].
@NullMarked
package dev.vifte.imaging.encode;

import org.jspecify.annotations.NullMarked;
