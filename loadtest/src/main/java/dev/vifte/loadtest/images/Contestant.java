package dev.vifte.loadtest.images;

import dev.vifte.loadtest.Machine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The program of a contestant in Java: answers each line with the milliseconds of CPU time that
/// its process took. `loadtest/peers/images/` has the same in other languages. A line has fields
/// between tabs: `warm`, alone, for what a program does at its start; `render`, how often, sides,
/// files; `encode`, how often, nothing, a file; `save`, a folder, sides, a file.
final class Contestant {
  private final Maker maker;

  private Contestant(Maker maker) {
    this.maker = maker;
  }

  public static void main(String[] args) throws IOException {
    var contestant =
        new Contestant(args[0].equals("vifte") ? new VifteMaker() : new ImageIoMaker());
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(contestant.answer(List.of(line.split("\t"))));
      System.out.flush();
    }
  }

  private double answer(List<String> fields) throws IOException {
    if (fields.getFirst().equals("warm")) {
      return warm();
    }
    List<byte[]> files = new ArrayList<>();
    for (String file : fields.subList(3, fields.size())) {
      files.add(Files.readAllBytes(Path.of(file)));
    }
    String how = fields.get(1);
    return switch (fields.get(0)) {
      case "render" -> render(Integer.parseInt(how), sides(fields.get(2)), files);
      case "encode" -> encode(Integer.parseInt(how), files.getFirst());
      case "save" -> save(Path.of(how), sides(fields.get(2)), files.getFirst());
      default -> throw new IllegalArgumentException("no such request: " + fields);
    };
  }

  private double warm() {
    double from = millis();
    maker.warmUp();
    return millis() - from;
  }

  private static List<Integer> sides(String list) {
    return Stream.of(list.split(",")).map(Integer::valueOf).toList();
  }

  private double render(int times, List<Integer> sides, List<byte[]> files) throws IOException {
    double from = millis();
    for (int i = 0; i < times; i++) {
      maker.render(files.get(i % files.size()), sides, false);
    }
    return millis() - from;
  }

  private double encode(int times, byte[] file) throws IOException {
    Maker.Encoding encoding = maker.encoding(file);
    double from = millis();
    for (int i = 0; i < times; i++) {
      encoding.write();
    }
    return millis() - from;
  }

  private double save(Path folder, List<Integer> sides, byte[] file) throws IOException {
    List<byte[]> made = maker.render(file, sides, true);
    for (int i = 0; i < made.size(); i++) {
      Files.write(folder.resolve(sides.get(i) + ".png"), made.get(i));
    }
    return 0;
  }

  private static double millis() {
    return Machine.cpu().toNanos() / 1e6;
  }
}
