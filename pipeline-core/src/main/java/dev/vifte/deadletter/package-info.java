/// Tasks that were given up. Start at [DeadLetters].
@NullMarked
package dev.vifte.deadletter;

import org.jspecify.annotations.NullMarked;
