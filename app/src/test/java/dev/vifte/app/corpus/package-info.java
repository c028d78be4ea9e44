/// A folder of sample files through the default backend, judged by its list. Start at [Corpus].
@NullMarked
package dev.vifte.app.corpus;

import org.jspecify.annotations.NullMarked;
