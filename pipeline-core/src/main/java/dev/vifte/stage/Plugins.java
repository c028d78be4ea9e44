package dev.vifte.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/// Providers from the jars of a folder. Reads each jar's service file itself, because
/// [java.util.ServiceLoader] does not say which jar an error is about.
final class Plugins {
  private static final String SERVICE = "META-INF/services/" + StageProvider.class.getName();

  private Plugins() {}

  static List<StageProvider> load(Path folder, ClassLoader parent) throws IOException {
    List<Path> jars = jars(folder);
    var loader = new URLClassLoader(jars.stream().map(Plugins::url).toArray(URL[]::new), parent);
    var providers = new ArrayList<StageProvider>();
    for (Path jar : jars) {
      for (String name : providerNames(jar)) {
        providers.add(create(loader, name, jar));
      }
    }
    return providers;
  }

  /// The class, and the jar it is from where that is known.
  static String origin(StageProvider provider) {
    CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
    String name = provider.getClass().getName();
    return source == null || source.getLocation() == null
        ? name
        : "%s (%s)".formatted(name, source.getLocation().getPath());
  }

  private static List<Path> jars(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("plugin %s has no usable path".formatted(jar), e);
    }
  }

  private static List<String> providerNames(Path jar) {
    try (var file = new JarFile(jar.toFile())) {
      ZipEntry service = file.getEntry(SERVICE);
      if (service == null) {
        return List.of();
      }
      try (var lines =
          new BufferedReader(new InputStreamReader(file.getInputStream(service), UTF_8))) {
        return lines
            .lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .toList();
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "plugin %s cannot be read as a jar (%s); copy it again or remove it"
              .formatted(jar, e.getMessage()),
          e);
    }
  }

  private static StageProvider create(ClassLoader loader, String name, Path jar) {
    try {
      Class<?> type = Class.forName(name, true, loader);
      StageProvider provider = type.asSubclass(StageProvider.class).getConstructor().newInstance();
      provider.kind();
      return provider;
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      throw new IllegalArgumentException(
          ("plugin %s names the stage provider %s, which cannot be used (%s); it must be a public"
                  + " class with a public constructor without parameters and a valid kind, built"
                  + " for this version of Vifte and this Java")
              .formatted(jar, name, e),
          e);
    }
  }
}
