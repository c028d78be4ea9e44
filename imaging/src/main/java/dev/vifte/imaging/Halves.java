package dev.vifte.imaging;

import dev.vifte.imaging.encode.Planes;
import java.util.List;

/// A small picture as a JPEG stores it: a plane of brightness, and two of colour at half the size.
/// What comes as a JPEG and leaves as one need not be converted to pixels and back.
///
/// @param planes brightness, blue and red difference
@SuppressWarnings("ArrayRecordComponent") // holds pixels, compared by nobody
record Halves(int width, int height, byte[][] planes) implements Drawn {
  /// Whether all variants of a picture can be made so; then none needs pixels. A picture of odd
  /// sides cannot be turned: its colours would move by half a pixel.
  static boolean suit(ImageHeader header, List<Variant> variants, List<Placement> places) {
    boolean suit = header.coding().apart();
    for (int i = 0; i < places.size(); i++) {
      Placement place = places.get(i);
      boolean even = place.width() % 2 + place.height() % 2 == 0;
      suit &= suits(variants.get(i)) && (even || variants.get(i).orientation(header) == 1);
    }
    return suit;
  }

  private static boolean suits(Variant variant) {
    boolean jpeg = variant.format() == OutputFormat.JPEG || variant.format() == OutputFormat.AUTO;
    return jpeg && variant.edits().equals(Edits.NONE);
  }

  /// Rounded up.
  static int of(int side) {
    return (side + 1) / 2;
  }

  @Override
  public Halves oriented(int orientation) {
    boolean swap = orientation > 4;
    byte[][] turned = {
      turned(planes[0], width, height, orientation),
      turned(planes[1], of(width), of(height), orientation),
      turned(planes[2], of(width), of(height), orientation)
    };
    return new Halves(swap ? height : width, swap ? width : height, turned);
  }

  private static byte[] turned(byte[] plane, int width, int height, int orientation) {
    return new Output(Pixels.GRAY, width, height, plane).oriented(orientation).samples();
  }

  /// Each colour stands for two by two pixels.
  @Override
  public Output toPixels() {
    byte[][] whole = {planes[0], doubled(planes[1]), doubled(planes[2])};
    return JpegColours.YCC.join(width, height, whole);
  }

  private byte[] doubled(byte[] plane) {
    byte[] all = new byte[width * height];
    for (int i = 0; i < all.length; i++) {
      all[i] = plane[i / width / 2 * of(width) + i % width / 2];
    }
    return all;
  }

  Planes toWrite() {
    return new Planes(width, height, planes[0], planes[1], planes[2]);
  }
}
