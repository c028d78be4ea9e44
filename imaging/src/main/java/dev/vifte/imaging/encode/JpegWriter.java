package dev.vifte.imaging.encode;

import java.util.List;

/// Writes one picture as a baseline JPEG, a band of 8 or 16 rows at a time:
///
/// ```java
/// var jpeg = new JpegWriter(bitmap, 80, Sampling.HALF);
/// while (jpeg.writeBand()) {
///   deadline.check();
/// }
/// byte[] file = jpeg.finish();
/// ```
///
/// Equal pixels give equal bytes on every machine. The codes are made for the picture, which saves
/// 2 to 8 % of a large one and more of a thumbnail at 3 % more time: from all of it or, so that
/// memory stays bounded, from the beginning of a large one. Holds that beginning (at most 1 MiB),
/// some 320 bytes for each column, and the file. For one thread.
public final class JpegWriter {
  /// Tokens that tell enough of a picture.
  private static final int LEARNT = 1 << 17;

  private static final byte[] END = {(byte) 0xff, (byte) 0xd9};

  private final Source picture;
  private final Sampling sampling;
  private final List<Quantisation> steps;
  private final List<Component> components;
  private final Tokens tokens = new Tokens();
  private final BitOutput out;
  private int y;
  private int[] entries = {};

  /// @param quality 1 to 100, with the meaning it has in libjpeg
  /// @param sampling of the colours; a gray picture has none, and [Planes] only half of them
  public JpegWriter(Source picture, int quality, Sampling sampling) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("quality is %d; it must be 1 to 100".formatted(quality));
    }
    boolean gray = picture.channels() == 1;
    this.picture = picture;
    this.sampling = gray ? Sampling.FULL : sampling;
    this.out = new BitOutput(1024 + picture.width() * picture.height() / 16 * picture.channels());
    Quantisation luma = Quantisation.luma(quality);
    Component brightness = new Component(units(), this.sampling.step, 0, luma);
    if (gray) {
      this.steps = List.of(luma);
      this.components = List.of(brightness);
    } else {
      Quantisation chroma = Quantisation.chroma(quality);
      this.steps = List.of(luma, chroma);
      this.components =
          List.of(
              brightness,
              new Component(units(), 1, 2, chroma),
              new Component(units(), 1, 2, chroma));
    }
  }

  /// Writes the next band.
  ///
  /// @return false if there was none left
  public boolean writeBand() {
    if (y >= picture.height()) {
      return false;
    }
    fill();
    components.forEach(Component::transform);
    tokens.expect(units() * (sampling.step * sampling.step + components.size() - 1));
    for (int unit = 0; unit < units(); unit++) {
      for (Component component : components) {
        component.write(unit, tokens);
      }
    }
    y += 8 * sampling.step;
    if (tokens.count() >= LEARNT && entries.length == 0) {
      begin(Codes.ofBeginning(tokens, 2 * steps.size()));
    }
    if (entries.length > 0) {
      writeTokens();
    }
    return true;
  }

  /// Ends the file.
  ///
  /// @return all of it
  /// @throws IllegalStateException when bands are left
  public byte[] finish() {
    if (y < picture.height()) {
      throw new IllegalStateException(
          "row %d of %d is not written yet; write every band first".formatted(y, picture.height()));
    }
    if (entries.length == 0) {
      begin(Codes.of(tokens, 2 * steps.size()));
      writeTokens();
    }
    out.endBits();
    out.plain(END);
    return out.toBytes();
  }

  private void begin(Codes codes) {
    out.plain(Header.of(picture, sampling, steps, codes));
    entries = codes.entries();
  }

  private void writeTokens() {
    out.tokens(tokens.all(), tokens.count(), entries);
    tokens.clear();
  }

  /// Units of the scan in a band.
  private int units() {
    int side = 8 * sampling.step;
    return (picture.width() + side - 1) / side;
  }

  private void fill() {
    for (int row = 0; row < 8 * sampling.step; row++) {
      picture.luma(y + row, components.getFirst().row(row));
    }
    if (components.size() > 1) {
      Component cb = components.get(1);
      Component cr = components.get(2);
      for (int row = 0; row < 8; row++) {
        picture.chroma(sampling, y / sampling.step + row, cb.row(row), cr.row(row));
      }
    }
  }
}
