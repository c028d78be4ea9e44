package dev.vifte.imaging;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds what a [Trim] leaves of a picture, by decoding it once more, small: in a picture of at
/// most [#SIDE] pixels a side this is exact, in a larger one about as exact as what is made of it.
final class Trimming {
  static final int SIDE = 1024;

  private final ImageFile file;
  private final Colour colour;
  private final ImageFile.Decoding decoding;
  private final Map<Key, Window> found = new HashMap<>();

  /// @param decoding whose places do not matter
  Trimming(ImageFile file, Colour colour, ImageFile.Decoding decoding) {
    this.file = file;
    this.colour = colour;
    this.decoding = decoding;
  }

  private record Key(Trim trim, Turn turn) {}

  /// What a variant is made of: the whole picture unless it is trimmed.
  Placement place(Variant variant) throws IOException {
    ImageHeader header = file.header();
    if (variant.edits().trim().isEmpty()) {
      return Placement.of(header, variant);
    }
    Key key = new Key(variant.edits().trim().get(), variant.edits().turn());
    Window part = found.get(key);
    if (part == null) {
      part = part(key);
      found.put(key, part);
    }
    return Placement.of(header, variant, part);
  }

  static Variant look(Turn turn) {
    return Variant.fit("trim", SIDE, SIDE).edited(Edits.NONE.turn(turn));
  }

  private Window part(Key key) throws IOException {
    ImageHeader header = file.header();
    Variant look = look(key.turn);
    Placement place = Placement.of(header, look);
    Drawn stored =
        file.decode(
                new ImageFile.Decoding(
                    decoding.file(),
                    List.of(place),
                    decoding.deadline(),
                    decoding.accelerator(),
                    false))
            .at(place);
    int orientation = look.orientation(header);
    Output seen = colour.toSrgb(stored.toPixels()).oriented(orientation);
    boolean swap = orientation > 4;
    int width = swap ? header.height() : header.width();
    int height = swap ? header.width() : header.height();
    return outside(
        key.trim.of(seen), (double) width / seen.width(), (double) height / seen.height());
  }

  /// In pixels of the source, rounded so that nothing of the picture is lost.
  private static Window outside(Window small, double x, double y) {
    int left = (int) Math.floor(small.left() * x + 1e-6);
    int top = (int) Math.floor(small.top() * y + 1e-6);
    int right = (int) Math.ceil((small.left() + small.width()) * x - 1e-6);
    int bottom = (int) Math.ceil((small.top() + small.height()) * y - 1e-6);
    return new Window(left, top, right - left, bottom - top);
  }
}
