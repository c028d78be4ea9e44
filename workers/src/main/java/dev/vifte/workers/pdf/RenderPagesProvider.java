package dev.vifte.workers.pdf;

import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageProvider;
import dev.vifte.stage.StageSettings;

/// Makes `pdf/render` from `pages` (`1-3`, `1,5,9-12`, `4-`, `all`), `dpi`, `format: png | jpeg`,
/// `quality`, `max-side` and `password` (the name of a secret).
public final class RenderPagesProvider implements StageProvider {
  @Override
  public StageKind kind() {
    return RenderPages.KIND;
  }

  @Override
  public String summary() {
    return "pages of a PDF as pictures; pages, dpi, format, quality, max-side, password";
  }

  @Override
  public Stage create(StageSettings with) {
    var reader = with.read();
    var drawing = Drawing.read(reader);
    var password = reader.text("password");
    reader.done();
    return new RenderPages(drawing, password);
  }
}
