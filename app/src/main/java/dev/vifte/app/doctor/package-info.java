/// Looks whether Vifte can work here. Start at [Checkup].
@NullMarked
package dev.vifte.app.doctor;

import org.jspecify.annotations.NullMarked;
