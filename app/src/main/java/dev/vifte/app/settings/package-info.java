/// The configuration: one YAML file and `VIFTE_*` variables. Start at [Settings].
@NullMarked
package dev.vifte.app.settings;

import org.jspecify.annotations.NullMarked;
