package dev.vifte.testkit.media;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;

/// A JPEG photo: baseline, 4:2:0, quality 0.85, no metadata, until asked otherwise. Its width and
/// height are those of the upright picture; [#rotated] changes how it is stored, not what a reader
/// who obeys it sees. Immutable; each method gives a changed copy.
public final class Jpeg {
  private enum Inks {
    COLOUR,
    GRAY,
    CMYK
  }

  private record Coding(Inks inks, boolean progressive, float quality, Optional<Icc> profile) {}

  private static final int THUMBNAIL_WIDTH = 160;

  private final Picture picture;
  private final Coding coding;
  private final int orientation;
  private final Exif exif;
  private final List<byte[]> labels;

  private Jpeg(Picture picture, Coding coding, int orientation, Exif exif, List<byte[]> labels) {
    this.picture = picture;
    this.coding = coding;
    this.orientation = orientation;
    this.exif = exif;
    this.labels = labels;
  }

  static Jpeg of(Picture picture) {
    var plain = new Coding(Inks.COLOUR, false, 0.85f, Optional.empty());
    return new Jpeg(picture, plain, 1, Exif.NONE, List.of());
  }

  private Jpeg picture(Picture other) {
    return new Jpeg(other, coding, orientation, exif, labels);
  }

  private Jpeg coding(Coding other) {
    return new Jpeg(picture, other, orientation, exif, labels);
  }

  private Jpeg exif(Exif other) {
    return new Jpeg(picture, coding, orientation, other, labels);
  }

  /// Another scene.
  public Jpeg seed(long seed) {
    return picture(picture.seed(seed));
  }

  /// Without the corner patches, to look at.
  public Jpeg unmarked() {
    return picture(picture.unmarked());
  }

  /// Stores the pixels turned or mirrored and says so in EXIF, 1 to 8; 5 to 8 swap the stored width
  /// and height.
  public Jpeg rotated(int exifOrientation) {
    int checked = Orientation.checked(exifOrientation);
    return new Jpeg(picture, coding, checked, exif.orientation(checked), labels);
  }

  public Jpeg camera(String make, String model) {
    return exif(exif.camera(make, model));
  }

  /// The lens, with 35 mm and f/2.8.
  public Jpeg lens(String model) {
    return exif(exif.lens(model));
  }

  /// The camera body's serial number: what a strip policy must remove.
  public Jpeg serial(String number) {
    return exif(exif.serial(number));
  }

  public Jpeg taken(OffsetDateTime when) {
    return exif(exif.taken(when));
  }

  /// Degrees, north and east positive; exact to 1/10,000 of a second of arc.
  public Jpeg gps(double latitude, double longitude) {
    return exif(exif.gps(latitude, longitude));
  }

  /// A maker note that no reader knows.
  public Jpeg makerNote(String text) {
    return exif(exif.makerNote(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// An embedded thumbnail, 160 pixels wide, of the picture as stored.
  public Jpeg thumbnail() {
    Jpeg small = of(picture.scaledTo(THUMBNAIL_WIDTH));
    return exif(exif.thumbnail(small.stored(orientation).encode()));
  }

  private Jpeg stored(int otherOrientation) {
    return new Jpeg(picture, coding, otherOrientation, exif, labels);
  }

  /// Words in an IPTC block (APP13).
  public Jpeg iptc(String caption, String... keywords) {
    return label(Labels.iptc(caption, List.of(keywords)));
  }

  /// A title in an XMP packet (APP1).
  public Jpeg xmp(String title) {
    return label(Labels.xmp(title));
  }

  Jpeg label(byte[] segment) {
    var more = new ArrayList<>(labels);
    more.add(segment);
    return new Jpeg(picture, coding, orientation, exif, List.copyOf(more));
  }

  /// The same colours in the numbers of this profile, which is embedded (APP2).
  public Jpeg profile(Icc icc) {
    return coding(new Coding(coding.inks, coding.progressive, coding.quality, Optional.of(icc)));
  }

  public Jpeg progressive() {
    return coding(new Coding(coding.inks, true, coding.quality, coding.profile));
  }

  public Jpeg gray() {
    return coding(new Coding(Inks.GRAY, coding.progressive, coding.quality, Optional.empty()));
  }

  /// Four inks, inverted, with Adobe's marker (APP14), as print shops send them.
  public Jpeg cmyk() {
    return coding(new Coding(Inks.CMYK, coding.progressive, coding.quality, Optional.empty()));
  }

  /// Above 0, at most 1; less is smaller and coarser.
  public Jpeg quality(double quality) {
    return coding(new Coding(coding.inks, coding.progressive, (float) quality, coding.profile));
  }

  /// The file.
  public byte[] bytes() {
    byte[] plain = encode();
    var file = new Bytes().add(plain, 0, 2);
    boolean camera = !exif.isEmpty();
    if (camera) {
      file.add(Labels.exif(exif.tiff()));
    } else if (coding.inks != Inks.CMYK) {
      file.add(Labels.jfif());
    }
    labels.forEach(file::add);
    coding.profile.ifPresent(icc -> file.add(Labels.icc(icc.bytes())));
    if (coding.inks == Inks.CMYK) {
      file.add(Labels.adobe());
    }
    return file.add(plain, Labels.endOf(plain), plain.length).toArray();
  }

  private byte[] encode() {
    BufferedImage pixels = Orientation.stored(picture.image(), orientation);
    return Written.as("jpeg", layout(pixels), this::configure);
  }

  private IIOImage layout(BufferedImage pixels) {
    return switch (coding.inks) {
      case COLOUR -> image(coding.profile.map(icc -> icc.encode(pixels)).orElse(pixels));
      case GRAY -> image(Pixels.gray(pixels));
      case CMYK -> new IIOImage(Pixels.invertedCmyk(pixels), null, null);
    };
  }

  private static IIOImage image(BufferedImage pixels) {
    return new IIOImage(pixels, null, null);
  }

  private void configure(ImageWriteParam param) {
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(coding.quality);
    if (coding.progressive) {
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
  }
}
