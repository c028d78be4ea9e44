package dev.vifte.object;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// How to put.
///
/// @param type stored beside the object where the store can
/// @param ifAbsent keep what is there: the object that came first wins
/// @param note stored beside the object where the store has [Notes]; at most [#LONGEST_NOTE] bytes
///   of UTF-8
public record PutOptions(MediaType type, boolean ifAbsent, Optional<String> note) {
  /// S3 keeps 2 KB beside an object, and a note grows by a third on its way there.
  public static final int LONGEST_NOTE = 1_300;

  public PutOptions {
    int length = note.map(text -> text.getBytes(StandardCharsets.UTF_8).length).orElse(0);
    if (length > LONGEST_NOTE) {
      throw new IllegalArgumentException(
          "a note of %d bytes is too long; at most %d".formatted(length, LONGEST_NOTE));
    }
  }

  /// Puts, replacing what is there.
  public static PutOptions replacing(MediaType type) {
    return new PutOptions(type, false, Optional.empty());
  }

  /// Puts unless the key is taken.
  public static PutOptions once(MediaType type) {
    return new PutOptions(type, true, Optional.empty());
  }

  /// The same with a note.
  public PutOptions noting(String text) {
    return new PutOptions(type, ifAbsent, Optional.of(text));
  }
}
