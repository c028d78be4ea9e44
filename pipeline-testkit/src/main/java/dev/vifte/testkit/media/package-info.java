/// Sample media made in code, the same bytes every time: start at [dev.vifte.testkit.media.Media].
@NullMarked
package dev.vifte.testkit.media;

import org.jspecify.annotations.NullMarked;
