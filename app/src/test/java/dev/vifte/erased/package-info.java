/// Nothing is left of what was erased: looked for in the very bytes on the disks.
@NullMarked
package dev.vifte.erased;

import org.jspecify.annotations.NullMarked;
