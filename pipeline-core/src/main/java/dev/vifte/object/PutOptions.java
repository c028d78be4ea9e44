package dev.vifte.object;

/// How to put.
///
/// @param type stored beside the object where the store can
/// @param ifAbsent keep what is there: the object that came first wins
public record PutOptions(MediaType type, boolean ifAbsent) {
  /// Puts, replacing what is there.
  public static PutOptions replacing(MediaType type) {
    return new PutOptions(type, false);
  }

  /// Puts unless the key is taken.
  public static PutOptions once(MediaType type) {
    return new PutOptions(type, true);
  }
}
