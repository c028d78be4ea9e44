/// What is erased, and stays so. Start at [Erasures].
@NullMarked
package dev.vifte.erase;

import org.jspecify.annotations.NullMarked;
