package dev.vifte;

/// What was read was written by a newer Vifte, in a form this one does not know. It is left as it
/// is for a node that does.
public final class NewerFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  NewerFormatException(String what, int format, int newest) {
    super(
        "%s has format %d but this node reads up to %d; update this node"
            .formatted(what, format, newest));
  }
}
