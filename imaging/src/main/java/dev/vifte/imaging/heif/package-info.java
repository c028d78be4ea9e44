/// What a HEIC or AVIF says of its picture, and where its metadata lie, without a pixel decoded.
/// Start at [Heif].
@NullMarked
package dev.vifte.imaging.heif;

import org.jspecify.annotations.NullMarked;
