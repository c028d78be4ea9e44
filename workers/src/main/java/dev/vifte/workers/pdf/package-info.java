/// Stages for PDF files: [RenderPages], [ReadText], [ReadInfo], and [WriteInvoice], which makes
/// one.
@NullMarked
package dev.vifte.workers.pdf;

import org.jspecify.annotations.NullMarked;
