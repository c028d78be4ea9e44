package dev.vifte.workers.invoice;

import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageProvider;
import dev.vifte.stage.StageSettings;

/// Makes `pdf/invoice` from `template`, a text as [WriteInvoice] tells.
public final class WriteInvoiceProvider implements StageProvider {
  @Override
  public StageKind kind() {
    return WriteInvoice.KIND;
  }

  @Override
  public String summary() {
    return "an invoice as PDF out of JSON; template";
  }

  @Override
  public Stage create(StageSettings with) {
    var reader = with.read();
    var stage = reader.parsed("template", WriteInvoice::new).orElseGet(WriteInvoice::new);
    reader.done();
    return stage;
  }
}
