package dev.vifte.imaging;

/// A decoded picture, no larger than it has to be.
interface Decoded {
  /// The part and size of one of the places it was decoded for; the source's colours and
  /// orientation.
  Drawn at(Placement place) throws ImageRefused;
}
