/// Inflates zlib streams (RFC 1950, RFC 1951) faster than the JDK's: rows of pictures are its use.
/// Start at [Inflate]. Knows nothing of the rest of the module.
@NullMarked
package dev.vifte.imaging.inflate;

import org.jspecify.annotations.NullMarked;
