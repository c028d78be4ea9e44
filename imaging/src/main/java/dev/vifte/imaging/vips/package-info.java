/// libvips by the Foreign Function & Memory API, where a machine has it. Start at [Libvips].
@NullMarked
package dev.vifte.imaging.vips;

import org.jspecify.annotations.NullMarked;
