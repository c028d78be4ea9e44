/// How a store that keeps a SQL table of records lists them: their columns, the table and its
/// indexes, the questions. Start at [EntryTable].
@NullMarked
package dev.vifte.job.listing;

import org.jspecify.annotations.NullMarked;
