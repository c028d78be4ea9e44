package dev.vifte.ingest;

import dev.vifte.object.MediaType;
import java.util.Optional;

/// Tells a file's type from its first bytes. File names and declared types are never asked: the
/// uploader chooses those.
///
/// Binary formats are known by their signatures, markup by its first element, JSON by being
/// readable as JSON, and other text by its shape: rows with a delimiter are `text/csv`. What is
/// nothing of these, no bytes at all included, is `application/octet-stream`. Knowing the type is
/// no promise that the rest of the file is valid.
///
/// Pure and thread-safe; takes well under a millisecond.
public final class Sniffer {
  /// How many bytes to give, when the file has as many.
  public static final int WINDOW = 4096;

  private static final MediaType UNKNOWN = new MediaType("application/octet-stream");
  private static final MediaType CSV = new MediaType("text/csv");
  private static final MediaType PLAIN = new MediaType("text/plain");

  private Sniffer() {}

  /// The type of the file that begins with `head`.
  ///
  /// @param head the first [#WINDOW] bytes; fewer only when the file ends there
  public static MediaType sniff(byte[] head) {
    return Signature.of(head)
        .or(() -> Markup.of(head))
        .or(() -> JsonText.of(head))
        .or(() -> Signature.lateInFile(head))
        .or(() -> PlainText.decode(head).map(Sniffer::shape))
        .orElse(UNKNOWN);
  }

  private static MediaType shape(PlainText text) {
    return Optional.of(text).filter(Delimited::isTable).map(_ -> CSV).orElse(PLAIN);
  }
}
