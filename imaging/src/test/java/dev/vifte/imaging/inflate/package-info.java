/// Tests of [dev.vifte.imaging.inflate.Inflate].
@NullMarked
package dev.vifte.imaging.inflate;

import org.jspecify.annotations.NullMarked;
