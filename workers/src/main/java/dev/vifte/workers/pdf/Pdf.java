package dev.vifte.workers.pdf;

import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import dev.vifte.stage.StageInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;

/// An opened PDF whose page tree has been walked. Reads no other file and no address, whatever the
/// PDF asks for. Used by one thread.
record Pdf(PDDocument document, List<PDPage> pages) {
  /// Work on an opened PDF.
  interface Work {
    Outcome on(Pdf pdf) throws IOException, RefusedException;
  }

  /// A step that reads from the PDF.
  interface Parsing<T> {
    T run() throws IOException, RefusedException;
  }

  /// Opens the input, works on it and closes it.
  ///
  /// @param password name of the secret that opens protected files
  /// @throws IOException when it is not the PDF that is to blame
  static Outcome read(StageInput in, Optional<String> password, Work work) throws IOException {
    try {
      var signature = Signature.of(in);
      try (var document = load(in, password, signature)) {
        return work.on(new Pdf(document, pages(document, in, signature)));
      }
    } catch (RefusedException e) {
      return e.outcome();
    }
  }

  int count() {
    return pages.size();
  }

  /// Makes the values of form fields visible, where the document leaves that to its reader.
  Optional<PDAcroForm> fillForm() {
    return Optional.ofNullable(document.getDocumentCatalog().getAcroForm());
  }

  /// Makes the values of form fields part of their pages.
  void flattenForm() throws IOException {
    var form = fillForm();
    if (form.isPresent() && !form.get().xfaIsDynamic()) {
      form.get().flatten();
    }
  }

  /// PDFBox answers damage with every kind of exception; here each means a corrupt file.
  static <T> T parse(String what, Parsing<T> step) throws RefusedException {
    try {
      return step.run();
    } catch (IOException | RuntimeException e) {
      throw new RefusedException(
          Reason.CORRUPT,
          "%s cannot be read (%s); save the document again with another program"
              .formatted(what, Texts.brief(String.valueOf(e.getMessage()))));
    }
  }

  private static PDDocument load(StageInput in, Optional<String> password, Signature signature)
      throws IOException, RefusedException {
    var file = in.path().toFile();
    String secret = password.isPresent() ? in.secret(password.get()) : "";
    try {
      return Loader.loadPDF(file, secret, IOUtils.createMemoryOnlyStreamCache());
    } catch (InvalidPasswordException _) {
      throw new RefusedException(Reason.ENCRYPTED, locked(password));
    } catch (IOException | RuntimeException e) {
      throw signature.broken(e);
    }
  }

  private static String locked(Optional<String> password) {
    return password
        .map(
            "the PDF is protected, and not with the password in secret '%s'; remove its password"
                ::formatted)
        .orElse(
            "the PDF is protected with a password; remove it and send the file again, or name"
                + " the secret that holds it: with: {password: NAME}");
  }

  private static List<PDPage> pages(PDDocument document, StageInput in, Signature signature)
      throws RefusedException {
    int most = in.limits().pages();
    var pages = parse("the list of its pages", () -> upTo(most, document.getPages()));
    if (pages.isEmpty()) {
      throw signature.broken(new IOException("it has no page that can be found"));
    }
    return pages;
  }

  private static List<PDPage> upTo(int most, Iterable<PDPage> all) throws RefusedException {
    var pages = new ArrayList<PDPage>();
    for (PDPage page : all) {
      if (pages.size() == most) {
        throw new RefusedException(Reason.TOO_MANY_PAGES, tooMany(most));
      }
      pages.add(page);
    }
    return List.copyOf(pages);
  }

  private static String tooMany(int most) {
    return "the PDF has more than the allowed %d pages; split it, or raise limits.pages"
        .formatted(most);
  }
}
