package dev.vifte.loadtest.images;

import dev.vifte.loadtest.images.Contender.Launch;
import dev.vifte.loadtest.peers.Installed;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// How to start each of those that are compared.
final class Contenders {
  static final List<String> NAMES = List.of("vifte", "sharp", "pillow", "imageio");

  private static final String HEAP = "-Xmx256m";

  /// All of 24 megapixels, and half of it.
  private static final String LARGE_HEAP = "-Xmx512m";

  private final Path scripts;
  private final Installed others;
  private final String classes;

  /// @param home of the sources
  /// @param scratch a folder
  Contenders(Path home, Path scratch) throws IOException, InterruptedException {
    this.scripts = home.resolve("loadtest/peers/images");
    this.others = Installed.from(home);
    this.classes = jars(scratch);
  }

  Launch named(String name) {
    return switch (name) {
      case "vifte" -> java(name, HEAP);
      case "imageio" -> java(name, LARGE_HEAP);
      case "pillow" ->
          new Launch(
              name,
              List.of(others.python().resolve("bin/python").toString(), script("pillow.py")),
              Map.of());
      case "sharp" ->
          new Launch(
              name,
              List.of("node", script("sharp.js")),
              Map.of("NODE_PATH", others.node().resolve("node_modules").toString()));
      default -> throw new IllegalArgumentException("no '%s' in %s".formatted(name, NAMES));
    };
  }

  /// Ours with another option of the JVM.
  Launch vifteWith(String option) {
    return java("vifte", HEAP, option);
  }

  private String script(String name) {
    return scripts.resolve(name).toString();
  }

  private Launch java(String name, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-XX:+UseSerialGC", "-Djava.awt.headless=true", "-Xlog:aot=off"));
    command.addAll(List.of("-Xlog:cds=off", "-cp", classes, Contestant.class.getName(), name));
    return new Launch(name, command, Map.of());
  }

  /// This JVM's class path with folders as jars: the AOT cache takes nothing else.
  private static String jars(Path scratch) throws IOException {
    Files.createDirectories(scratch);
    List<String> all = new ArrayList<>();
    String path = System.getProperty("java.class.path");
    for (String entry : List.of(path.split(File.pathSeparator))) {
      Path folder = Path.of(entry);
      all.add(Files.isDirectory(folder) ? jar(folder, scratch, all.size()) : entry);
    }
    return String.join(File.pathSeparator, all);
  }

  private static String jar(Path folder, Path scratch, int number) throws IOException {
    Path jar = scratch.resolve("classes-" + number + ".jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    return jar.toString();
  }
}
