/// What is written is read back with the JDK's reader.
@NullMarked
package dev.vifte.imaging.encode;

import org.jspecify.annotations.NullMarked;
