package dev.vifte.stage;

import dev.vifte.Nearest;
import dev.vifte.pipeline.StageKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The stages a node can make, by kind. Immutable and thread-safe.
public final class Stages {
  private final TreeMap<StageKind, StageProvider> providers = new TreeMap<>();

  private Stages(Collection<? extends StageProvider> found) {
    for (StageProvider provider : found) {
      StageProvider other = providers.put(provider.kind(), provider);
      if (other != null) {
        throw new IllegalArgumentException(
            "two stages are called '%s': %s and %s; remove one or rename it"
                .formatted(provider.kind(), Plugins.origin(other), Plugins.origin(provider)));
      }
    }
  }

  /// Those given.
  ///
  /// @throws IllegalArgumentException when two have one kind
  public static Stages of(StageProvider... providers) {
    return new Stages(List.of(providers));
  }

  /// Those that [ServiceLoader] finds with a class loader.
  ///
  /// @throws IllegalArgumentException when two have one kind
  /// @throws java.util.ServiceConfigurationError when one of them cannot be made
  public static Stages discover(ClassLoader loader) {
    return new Stages(found(loader));
  }

  /// Those on the class path of this framework, and those of every jar in a folder. The jars share
  /// one class loader, so a plugin may bring its libraries as further jars; it stays open as long
  /// as the stages are in use.
  ///
  /// @param folder no plugins when it does not exist
  /// @throws IllegalArgumentException naming the jar that cannot be read or used, or both origins
  ///   of a kind that is there twice
  /// @throws IOException when the folder cannot be listed
  public static Stages withPlugins(Path folder) throws IOException {
    ClassLoader own = Stages.class.getClassLoader();
    var all = new ArrayList<StageProvider>(found(own));
    all.addAll(Plugins.load(folder, own));
    return new Stages(all);
  }

  private static List<StageProvider> found(ClassLoader loader) {
    return ServiceLoader.load(StageProvider.class, loader).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /// Every kind that can be made, in order.
  public SortedSet<StageKind> kinds() {
    return new TreeSet<>(providers.keySet());
  }

  /// What makes stages of a kind.
  ///
  /// @throws IllegalArgumentException naming the kinds there are
  public StageProvider provider(StageKind kind) {
    StageProvider provider = providers.get(kind);
    if (provider == null) {
      throw new IllegalArgumentException(unknown(kind));
    }
    return provider;
  }

  /// Makes a stage.
  ///
  /// @throws InvalidSettingsException naming every setting that is wrong
  /// @throws IllegalArgumentException when there is no such kind, naming those there are
  public Stage create(StageKind kind, StageSettings with) {
    return provider(kind).create(with);
  }

  private String unknown(StageKind kind) {
    List<String> known = providers.keySet().stream().map(StageKind::value).toList();
    return "no stage is called '%s'%s (there are: %s; your own comes as a jar in the plugins folder)"
        .formatted(
            kind,
            Nearest.hint(kind.value(), known),
            known.isEmpty() ? "none" : String.join(", ", known));
  }
}
