package dev.vifte.workers.pdf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Execution;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageSettings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.rendering.ImageType;

/// Draws pages as pictures: `page-1.png` and so on, with their width and height. More than eight
/// pages are cut into parts that are drawn side by side.
///
/// The size of each page is checked before it is drawn: [dev.vifte.stage.Reason#TOO_MANY_PIXELS].
/// Fonts that a document does not bring are taken from the machine, so two machines with other
/// fonts may give other pictures.
public final class RenderPages implements Stage {
  static final StageKind KIND = new StageKind("pdf/render");

  private static final int AT_ONCE = 8;

  private final Drawing drawing;
  private final Optional<String> password;

  /// Draws pages as PNG at 150 dots per inch.
  public RenderPages(Pages pages) {
    this(Drawing.of(pages), Optional.empty());
  }

  RenderPages(Drawing drawing, Optional<String> password) {
    this.drawing = drawing;
    this.password = password;
  }

  /// With another resolution, 1 to 600 dots per inch.
  public RenderPages dpi(int dpi) {
    return new RenderPages(drawing.dpi(dpi), password);
  }

  /// With no side longer than this, in pixels.
  public RenderPages maxSide(int pixels) {
    return new RenderPages(drawing.maxSide(pixels), password);
  }

  /// As JPEG of a quality from 1 to 100.
  public RenderPages jpeg(int quality) {
    return new RenderPages(drawing.format(new PageFormat.Jpeg(quality)), password);
  }

  /// Opens protected files with the password in a secret of the stage.
  public RenderPages password(String secret) {
    return new RenderPages(drawing, Optional.of(secret));
  }

  @Override
  public StageKind kind() {
    return KIND;
  }

  @Override
  public String version() {
    return Engine.VERSION;
  }

  @Override
  public StageSettings settings() {
    var settings = drawing.json();
    password.ifPresent(secret -> settings.put("password", secret));
    return StageSettings.of(settings);
  }

  @Override
  public Execution execution() {
    return Execution.ISOLATED;
  }

  @Override
  public Outcome process(StageInput in) throws IOException {
    return Pdf.read(in, password, pdf -> render(pdf, in));
  }

  private Outcome render(Pdf pdf, StageInput in) throws IOException, RefusedException {
    List<Integer> wanted = drawing.pages().of(pdf.count());
    ObjectNode data = Json.object().put("pages", pdf.count());
    if (in.item().isPresent()) {
      var part = Pages.parse(in.item().get().value());
      return draw(pdf, in, wanted.stream().filter(part.of(pdf.count())::contains).toList(), data);
    }
    return wanted.size() > AT_ONCE
        ? Outcome.fanOut(data, Pages.items(wanted, AT_ONCE, Outcome.MAX_ITEMS))
        : draw(pdf, in, wanted, data);
  }

  private Outcome draw(Pdf pdf, StageInput in, List<Integer> pages, ObjectNode data)
      throws IOException, RefusedException {
    var artist = Pdf.parse("the document", () -> PageArtist.of(pdf));
    var outputs = new ArrayList<Output>();
    for (int page : pages) {
      var canvas =
          Canvas.of(page, pdf.pages().get(page - 1), drawing.dpi(), drawing.maxSide())
              .within(in.limits().pixels());
      outputs.add(output(draw(artist, canvas), page, in.scratch()));
    }
    if (artist.missing() > 0) {
      data.put("missingPictures", artist.missing());
    }
    return Outcome.done(data.put("drawn", pages.size()), outputs);
  }

  private static BufferedImage draw(PageArtist artist, Canvas canvas) throws RefusedException {
    return Pdf.parse(
        "page " + canvas.page(),
        () -> artist.renderImage(canvas.page() - 1, (float) canvas.scale(), ImageType.RGB));
  }

  private Output output(BufferedImage image, int page, Path folder) throws IOException {
    var format = drawing.format();
    String name = "page-%d.%s".formatted(page, format.extension());
    Path file = folder.resolve(name);
    format.write(image, file);
    return Output.file(name, format.type(), file)
        .with("width", image.getWidth())
        .with("height", image.getHeight())
        .with("page", page);
  }
}
