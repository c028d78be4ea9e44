/// Tests of the ledger and of the events' form.
@NullMarked
package dev.vifte.loadtest.ingest;

import org.jspecify.annotations.NullMarked;
