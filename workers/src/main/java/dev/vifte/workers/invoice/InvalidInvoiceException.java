package dev.vifte.workers.invoice;

/// The JSON is no invoice that the template can show; the message names the line or the field.
/// Never leaves the package.
final class InvalidInvoiceException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidInvoiceException(String why) {
    super(why);
  }
}
