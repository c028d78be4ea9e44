package dev.vifte.imaging;

import dev.vifte.imaging.jpeg.JpegDamaged;
import dev.vifte.imaging.jpeg.JpegPicture;
import dev.vifte.imaging.jpeg.JpegPicture.Plane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Decodes a JPEG's planes at the size that the largest variant needs and resamples each as its
/// rows come; smaller variants are made from larger ones. Colours are joined last, on the small
/// picture.
final class JpegDecoder {
  private final JpegFile jpeg;
  private final ImageFile.Decoding decoding;
  private final Cascade cascade;
  private final boolean halves;
  private final Map<Placement, byte[][]> made = new HashMap<>();
  private final Map<Span, Kernel> kernels = new HashMap<>();

  JpegDecoder(JpegFile jpeg, ImageFile.Decoding decoding) {
    this.jpeg = jpeg;
    this.decoding = decoding;
    this.cascade = new Cascade(decoding.places());
    this.halves = decoding.halves() && jpeg.frame().colours() == JpegColours.YCC;
  }

  Decoded decode() throws IOException {
    try {
      decodeRoots();
    } catch (JpegDamaged damage) {
      throw ImageRefused.corrupt(ImageFormat.JPEG, String.valueOf(damage.getMessage()));
    }
    if (halves) {
      return place -> new Halves(place.width(), place.height(), planes(place));
    }
    JpegColours colours = jpeg.frame().colours();
    return place -> colours.join(place, planes(place), jpeg.frame().inverted());
  }

  private void decodeRoots() throws IOException {
    JpegPicture picture = JpegPicture.open(decoding.file(), jpeg.segments());
    List<Plane> planes = new ArrayList<>();
    for (int c = 0; c < picture.components(); c++) {
      Plane full = picture.plane(c, 8);
      int size = BlockSize.of(cascade.roots(), full.scaleX(), full.scaleY(), half(c));
      planes.add(picture.plane(c, size));
    }
    List<Resampler[]> resamplers = new ArrayList<>();
    for (Placement root : cascade.roots()) {
      resamplers.add(planes.stream().map(p -> resampler(p, root)).toArray(Resampler[]::new));
    }
    picture.decode(
        planes,
        (component, samples) -> {
          for (Resampler[] of : resamplers) {
            of[component].row(samples);
          }
        },
        decoding.deadline()::check);
    for (int i = 0; i < resamplers.size(); i++) {
      Resampler[] of = resamplers.get(i);
      byte[][] results = new byte[of.length][];
      for (int c = 0; c < of.length; c++) {
        results[c] = of[c].result();
      }
      made.put(cascade.roots().get(i), results);
    }
  }

  private Resampler resampler(Plane plane, Placement place) {
    Placement.Crop crop = place.crop();
    boolean half = half(plane.component());
    return new Resampler(
        Pixels.GRAY,
        plane.width(),
        kernel(
            new Axis(crop.left(), crop.width(), place.width())
                .of(plane.scaleX(), plane.width(), half)),
        kernel(
            new Axis(crop.top(), crop.height(), place.height())
                .of(plane.scaleY(), plane.height(), half)));
  }

  private boolean half(int component) {
    return halves && component > 0;
  }

  private byte[][] planes(Placement place) throws ImageRefused {
    byte[][] known = made.get(place);
    if (known != null) {
      return known;
    }
    Placement from = cascade.source(place).orElseThrow();
    byte[][] larger = planes(from);
    byte[][] planes = new byte[larger.length][];
    for (int c = 0; c < planes.length; c++) {
      planes[c] = smaller(larger[c], from, place, half(c));
    }
    made.put(place, planes);
    return planes;
  }

  private byte[] smaller(byte[] larger, Placement from, Placement place, boolean half)
      throws ImageRefused {
    Placement.Crop outer = from.crop();
    Placement.Crop crop = place.crop();
    int width = half ? Halves.of(from.width()) : from.width();
    int height = half ? Halves.of(from.height()) : from.height();
    double part = half ? 0.5 : 1;
    Kernel across =
        kernel(
            new Axis(crop.left() - outer.left(), crop.width(), place.width())
                .of(part * from.width() / outer.width(), width, half));
    Kernel down =
        kernel(
            new Axis(crop.top() - outer.top(), crop.height(), place.height())
                .of(part * from.height() / outer.height(), height, half));
    var source = new Picture(Pixels.GRAY, width, height, Shrink.NONE, larger);
    return Resampler.resample(source, across, down, decoding.deadline());
  }

  /// Both colours need the same.
  private Kernel kernel(Span span) {
    return kernels.computeIfAbsent(
        span, s -> Kernel.of(s.from(), s.length(), s.available(), s.size()));
  }

  /// What a kernel is made from: a part of a plane, in its samples, of how many, and for how many.
  private record Span(double from, double length, int available, int size) {}

  /// Across or down: which part of the picture, in its pixels, becomes how many.
  private record Axis(double from, double length, int size) {
    /// @param scale samples of the plane for a pixel of the picture
    /// @param half whether half as many are made; of an odd number half a pixel more is taken
    Span of(double scale, int available, boolean half) {
      int count = half ? Halves.of(size) : size;
      double more = half ? 2.0 * count / size : 1;
      return new Span(from * scale, length * scale * more, available, count);
    }
  }
}
