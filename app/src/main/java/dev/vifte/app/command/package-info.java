/// The command, one class a word. Start at [Root].
@NullMarked
package dev.vifte.app.command;

import org.jspecify.annotations.NullMarked;
