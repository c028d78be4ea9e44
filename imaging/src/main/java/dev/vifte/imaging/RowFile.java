package dev.vifte.imaging;

import java.io.IOException;

/// A file whose decoder gives rows of pixels at full size, which are averaged down on the way.
interface RowFile extends ImageFile {
  /// Pushes every row of the first frame, top to bottom.
  void decode(Decoding decoding, RowSink rows) throws IOException;

  @Override
  default Decoded decode(Decoding decoding) throws IOException {
    BoxShrink box = new BoxShrink(Shrink.before(decoding.places()));
    decode(decoding, box);
    Picture picture = box.picture();
    return place -> {
      Shrink more = picture.shrunk().then(place);
      Picture from = more.isNone() ? picture : BoxShrink.shrink(picture, more, decoding.deadline());
      byte[] samples = Resampler.resample(from, place, decoding.deadline());
      return new Output(picture.pixels(), place.width(), place.height(), samples);
    };
  }
}
