package dev.vifte.testkit.media;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;

/// Colour profiles a photo may carry: small matrix profiles (ICC.1:2001-04), made from the
/// primaries adapted to D50. Those of sRGB and Adobe RGB are from brucelindbloom.com, those of
/// Display P3 from Apple's profile.
public enum Icc {
  /// The web's colours; a reader may ignore it.
  SRGB("sRGB", 0),
  /// Wider, as telephones write it: ignoring the profile makes colours dull.
  DISPLAY_P3("Display P3", 0),
  /// Wider, as cameras write it, with a plain gamma.
  ADOBE_RGB("Adobe RGB compatible", 563 / 256.0);

  private static final int CURVE_POINTS = 1024;
  private static final int TAGS = 9;
  private static final int HEADER = 128;

  private final String title;
  private final double gamma;

  /// A gamma of 0 stands for the curve of sRGB.
  Icc(String title, double gamma) {
    this.title = title;
    this.gamma = gamma;
  }

  /// X, Y and Z of red, green and blue.
  private double[] primaries() {
    return switch (this) {
      case SRGB ->
          new double[] {
            0.43607, 0.22249, 0.01392, 0.38515, 0.71687, 0.09708, 0.14307, 0.06061, 0.71410
          };
      case DISPLAY_P3 ->
          new double[] {
            0.51512, 0.24120, -0.00105, 0.29198, 0.69225, 0.04189, 0.15710, 0.06657, 0.78407
          };
      case ADOBE_RGB ->
          new double[] {
            0.60974, 0.31111, 0.01947, 0.20528, 0.62567, 0.06087, 0.14919, 0.06322, 0.74457
          };
    };
  }

  /// The profile file.
  public byte[] bytes() {
    var directory = new Bytes().u32(TAGS);
    var data = new Bytes();
    int start = HEADER + 4 + TAGS * 12;
    put(directory, data, start, "desc", description());
    put(directory, data, start, "cprt", new Bytes().text("text").zeros(4).text("CC0\0").toArray());
    put(directory, data, start, "wtpt", xyz(0.9642, 1.0, 0.8249));
    double[] p = primaries();
    for (int i = 0; i < 3; i++) {
      String name = "rgb".substring(i, i + 1);
      put(directory, data, start, name + "XYZ", xyz(p[3 * i], p[3 * i + 1], p[3 * i + 2]));
    }
    int curveAt = start + data.size();
    byte[] curve = curve();
    data.add(curve);
    for (String name : new String[] {"rTRC", "gTRC", "bTRC"}) {
      directory.text(name).u32(curveAt).u32(curve.length);
    }
    int size = start + data.size();
    return header(size).add(directory.toArray()).add(data.toArray()).toArray();
  }

  private static void put(Bytes directory, Bytes data, int start, String tag, byte[] value) {
    directory.text(tag).u32(start + data.size()).u32(value.length);
    data.add(value).zeros(-value.length & 3);
  }

  private static Bytes header(int size) {
    return new Bytes()
        .u32(size)
        .u32(0)
        .u32(0x02100000)
        .text("mntrRGB XYZ ")
        .add(new byte[] {7, (byte) 234, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0})
        .text("acsp")
        .zeros(28)
        .add(xyz(0.9642, 1.0, 0.8249), 8, 20)
        .zeros(48);
  }

  private byte[] description() {
    return new Bytes()
        .text("desc")
        .zeros(4)
        .u32(title.length() + 1)
        .text(title)
        .zeros(1 + 8 + 3 + 67)
        .toArray();
  }

  private static byte[] xyz(double x, double y, double z) {
    return new Bytes().text("XYZ ").zeros(4).u32(fixed(x)).u32(fixed(y)).u32(fixed(z)).toArray();
  }

  private static int fixed(double value) {
    return (int) Math.round(value * 65536);
  }

  private byte[] curve() {
    var curve = new Bytes().text("curv").zeros(4);
    if (gamma > 0) {
      return curve.u32(1).u16((int) (gamma * 256)).zeros(2).toArray();
    }
    curve.u32(CURVE_POINTS);
    for (int i = 0; i < CURVE_POINTS; i++) {
      curve.u16((int) Math.round(65535 * linear(i / (CURVE_POINTS - 1.0))));
    }
    return curve.toArray();
  }

  /// IEC 61966-2-1.
  private static double linear(double value) {
    return value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4);
  }

  /// The same colours, said in this profile's numbers; the image still calls itself sRGB.
  BufferedImage encode(BufferedImage srgb) {
    int width = srgb.getWidth();
    int height = srgb.getHeight();
    var from = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    from.setRGB(0, 0, width, height, srgb.getRGB(0, 0, width, height, null, 0, width), 0, width);
    var to = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    ICC_Profile[] way = {
      ICC_Profile.getInstance(ColorSpace.CS_sRGB), ICC_Profile.getInstance(bytes())
    };
    new ColorConvertOp(way, null).filter(from.getRaster(), to.getRaster());
    return to;
  }
}
