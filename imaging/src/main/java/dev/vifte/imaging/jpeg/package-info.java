/// JPEG to planes of samples, at full size or an eighth, a quarter or half of it. Start at
/// [JpegPicture]. Knows nothing of the rest of the module.
@NullMarked
package dev.vifte.imaging.jpeg;

import org.jspecify.annotations.NullMarked;
