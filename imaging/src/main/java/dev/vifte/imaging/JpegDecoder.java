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
  private final Map<Placement, byte[][]> made = new HashMap<>();

  JpegDecoder(JpegFile jpeg, ImageFile.Decoding decoding) {
    this.jpeg = jpeg;
    this.decoding = decoding;
    this.cascade = new Cascade(decoding.places());
  }

  Decoded decode() throws IOException {
    try {
      decodeRoots();
    } catch (JpegDamaged damage) {
      throw ImageRefused.corrupt(ImageFormat.JPEG, String.valueOf(damage.getMessage()));
    }
    JpegColours colours = jpeg.frame().colours();
    return place -> colours.join(place, planes(place), jpeg.frame().inverted());
  }

  private void decodeRoots() throws IOException {
    JpegPicture picture = JpegPicture.open(decoding.file(), jpeg.segments());
    List<Plane> planes = new ArrayList<>();
    for (int c = 0; c < picture.components(); c++) {
      Plane full = picture.plane(c, 8);
      planes.add(picture.plane(c, BlockSize.of(cascade.roots(), full.scaleX(), full.scaleY())));
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

  private static Resampler resampler(Plane plane, Placement place) {
    Placement.Crop crop = place.crop();
    double left = crop.left() * plane.scaleX();
    double top = crop.top() * plane.scaleY();
    return new Resampler(
        Pixels.GRAY,
        plane.width(),
        Kernel.of(left, crop.width() * plane.scaleX(), plane.width(), place.width()),
        Kernel.of(top, crop.height() * plane.scaleY(), plane.height(), place.height()));
  }

  private byte[][] planes(Placement place) throws ImageRefused {
    byte[][] known = made.get(place);
    if (known != null) {
      return known;
    }
    Placement from = cascade.source(place).orElseThrow();
    byte[][] larger = planes(from);
    byte[][] planes = new byte[larger.length][];
    double scaleX = from.width() / from.crop().width();
    double scaleY = from.height() / from.crop().height();
    Placement.Crop crop = place.crop();
    double left = (crop.left() - from.crop().left()) * scaleX;
    double top = (crop.top() - from.crop().top()) * scaleY;
    Kernel across = Kernel.of(left, crop.width() * scaleX, from.width(), place.width());
    Kernel down = Kernel.of(top, crop.height() * scaleY, from.height(), place.height());
    for (int c = 0; c < planes.length; c++) {
      var source = new Picture(Pixels.GRAY, from.width(), from.height(), Shrink.NONE, larger[c]);
      planes[c] = Resampler.resample(source, across, down, decoding.deadline());
    }
    made.put(place, planes);
    return planes;
  }
}
