/// Pictures in, small pictures out: probe before decoding, decode once, resample well, encode.
/// Start at [Images]; [ImageHeader] tells what a file is without decoding it, [ImageCost] what it
/// will take.
@NullMarked
package dev.vifte.imaging;

import org.jspecify.annotations.NullMarked;
