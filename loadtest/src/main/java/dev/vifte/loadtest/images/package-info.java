/// Our imaging beside that of others, picture by picture. Start at [ImagesBench].
@NullMarked
package dev.vifte.loadtest.images;

import org.jspecify.annotations.NullMarked;
