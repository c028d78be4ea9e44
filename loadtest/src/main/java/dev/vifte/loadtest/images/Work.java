package dev.vifte.loadtest.images;

import java.nio.file.Path;
import java.util.List;

/// What every contestant does with the same pictures: JPEGs of quality 80 that fit squares.
///
/// @param title for people
/// @param sides of the squares, the largest first; with none the picture is decoded beforehand and
///   only written as it is
/// @param pictures taken in turn
record Work(String title, List<Integer> sides, List<Path> pictures) {
  static final int QUALITY = 80;

  Work {
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("there is no picture for " + title);
    }
  }

  /// As a request: `times` pictures to be rendered.
  String rendering(int times) {
    return request(sides.isEmpty() ? "encode" : "render", Integer.toString(times), pictures);
  }

  /// As a request: the first picture, each size as a PNG in `folder`, named after its side.
  String saving(Path folder) {
    return request("save", folder.toString(), pictures.subList(0, 1));
  }

  private String request(String verb, String how, List<Path> files) {
    var sizes = sides.stream().map(String::valueOf).toList();
    var names = files.stream().map(Path::toString).toList();
    return String.join("\t", verb, how, String.join(",", sizes), String.join("\t", names));
  }
}
