/// The stage `csv/profile`. Start at [ProfileCsv].
@NullMarked
package dev.vifte.workers.csv;

import org.jspecify.annotations.NullMarked;
