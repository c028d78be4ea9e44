/// Tests of what a picture looks like.
@NullMarked
package dev.vifte.imaging.look;

import org.jspecify.annotations.NullMarked;
