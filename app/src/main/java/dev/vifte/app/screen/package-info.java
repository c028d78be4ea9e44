/// What people see: tables, progress and sizes. Start at [Screen].
@NullMarked
package dev.vifte.app.screen;

import org.jspecify.annotations.NullMarked;
