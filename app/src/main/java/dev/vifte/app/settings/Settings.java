package dev.vifte.app.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The whole configuration. Mirrors `vifte.yaml`; variables win over the file, the file over the
/// defaults.
public record Settings(
    StoreSettings store,
    BucketSettings bucket,
    BrokerSettings broker,
    FolderSettings folders,
    HttpSettings http,
    NodeSettings node,
    ChildSettings isolated,
    ImageSettings images,
    IntakeSettings intake,
    OutsideSettings outside,
    SubjectSettings subjects,
    KeepSettings keep,
    EncryptionSettings encryption,
    ResidencySettings residency,
    LogSettings log,
    TraceSettings tracing) {
  /// Read from the working directory when no other file is named.
  public static final Path FILE = Path.of("vifte.yaml");

  /// Every setting there is, in the order of the documentation.
  public static final List<Key<?>> KEYS =
      Stream.of(
              StoreSettings.KEYS,
              BucketSettings.KEYS,
              BrokerSettings.KEYS,
              FolderSettings.KEYS,
              HttpSettings.KEYS,
              NodeSettings.KEYS,
              ChildSettings.KEYS,
              ImageSettings.KEYS,
              IntakeSettings.KEYS,
              OutsideSettings.KEYS,
              SubjectSettings.KEYS,
              KeepSettings.KEYS,
              EncryptionSettings.KEYS,
              ResidencySettings.KEYS,
              LogSettings.KEYS,
              TraceSettings.KEYS)
          .<Key<?>>flatMap(List::stream)
          .toList();

  /// What holds when nobody has set anything.
  public static Settings defaults() {
    return read(new Values(Map.of()));
  }

  /// Reads the configuration.
  ///
  /// @param file must exist when it is given; [#FILE] is used when it is there
  /// @throws InvalidSettings naming every mistake
  public static Settings load(Optional<Path> file, Map<String, String> environment) {
    var mistakes = new ArrayList<String>();
    Map<String, Given> given = new HashMap<>();
    file.or(() -> Optional.of(FILE).filter(Files::exists))
        .ifPresent(path -> given.putAll(SettingsFile.read(path, names(), mistakes)));
    for (Key<?> key : KEYS) {
      Variables.read(key, environment, mistakes).ifPresent(found -> given.put(key.name(), found));
    }
    var values = new Values(given);
    Settings settings = read(values);
    mistakes.addAll(values.mistakes());
    if (!mistakes.isEmpty()) {
      throw new InvalidSettings(mistakes);
    }
    return settings;
  }

  private static Settings read(Values values) {
    return new Settings(
        StoreSettings.read(values),
        BucketSettings.read(values),
        BrokerSettings.read(values),
        FolderSettings.read(values),
        HttpSettings.read(values),
        NodeSettings.read(values),
        ChildSettings.read(values),
        ImageSettings.read(values),
        IntakeSettings.read(values),
        OutsideSettings.read(values),
        SubjectSettings.read(values),
        KeepSettings.read(values),
        EncryptionSettings.read(values),
        ResidencySettings.read(values),
        LogSettings.read(values),
        TraceSettings.read(values));
  }

  private static List<String> names() {
    return KEYS.stream().<String>map(Key::name).toList();
  }
}
