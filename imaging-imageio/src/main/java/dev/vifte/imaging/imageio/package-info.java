/// Image I/O readers over [dev.vifte.imaging.Images]. The class path is enough; start at
/// [VifteReaders] to say so aloud.
@NullMarked
package dev.vifte.imaging.imageio;

import org.jspecify.annotations.NullMarked;
