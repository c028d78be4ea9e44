package dev.vifte.app.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One line of the list that comes with the samples.
///
/// @param fields by the names of the list's first line
record Sample(Path file, Map<String, String> fields) {
  Sample {
    fields = Map.copyOf(fields);
  }

  /// Reads `MANIFEST.tsv`: tabs, no quotes.
  static List<Sample> read(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("MANIFEST.tsv"));
    String[] names = lines.getFirst().split("\t", -1);
    var samples = new ArrayList<Sample>();
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split("\t", -1);
      var fields = new HashMap<String, String>();
      for (int i = 0; i < names.length && i < values.length; i++) {
        fields.put(names[i], values[i]);
      }
      samples.add(new Sample(folder.resolve(values[0]), fields));
    }
    return samples;
  }

  String name() {
    return get("file");
  }

  String expect() {
    return get("expect");
  }

  String tier() {
    return get("tier").isEmpty() ? "-" : get("tier");
  }

  boolean core() {
    return tier().equals("core");
  }

  String get(String field) {
    return fields.getOrDefault(field, "");
  }
}
