/// Invoices as PDF files, out of JSON and a template. Start at [WriteInvoice].
@NullMarked
package dev.vifte.workers.invoice;

import org.jspecify.annotations.NullMarked;
