/// The default backend: one SQLite file and one folder, in this JVM. Start at [Embedded].
@NullMarked
package dev.vifte.embedded;

import org.jspecify.annotations.NullMarked;
