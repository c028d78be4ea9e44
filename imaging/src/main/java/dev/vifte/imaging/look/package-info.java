/// What a picture looks like in a few bytes: placeholders, colours, and hashes that find it again.
/// Start at [Look].
@NullMarked
package dev.vifte.imaging.look;

import org.jspecify.annotations.NullMarked;
