/// The comparison of imaging itself is tested: its references, its pictures, its programs.
@NullMarked
package dev.vifte.loadtest.images;

import org.jspecify.annotations.NullMarked;
