package dev.vifte.workers.pdf;

/// What computes here, as part of every output key.
final class Engine {
  /// Raise it with every version of PDFBox that draws or reads otherwise.
  static final String VERSION = "1-pdfbox3.0.8";

  private Engine() {}
}
