package dev.vifte.imaging;

import dev.vifte.imaging.look.Look;
import java.util.List;

/// Variants of a picture and what it looks like, from one decode.
///
/// @param rendered in the order they were asked for
public record Seen(List<Rendered> rendered, Look look) {
  public Seen {
    rendered = List.copyOf(rendered);
  }
}
