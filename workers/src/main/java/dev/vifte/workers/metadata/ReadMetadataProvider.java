package dev.vifte.workers.metadata;

import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.SettingsReader;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageProvider;
import dev.vifte.stage.StageSettings;
import java.util.Set;
import java.util.TreeSet;

/// Makes `image/metadata` from `strip: [gps, serial, owner, maker-notes]`.
public final class ReadMetadataProvider implements StageProvider {
  @Override
  public StageKind kind() {
    return ReadMetadata.KIND;
  }

  @Override
  public String summary() {
    return "EXIF, IPTC, XMP and ICC of a picture; strip: [gps, serial, owner, maker-notes]";
  }

  @Override
  public Stage create(StageSettings with) {
    SettingsReader reader = with.read();
    Set<Strip> strip = new TreeSet<>();
    for (String word : reader.texts("strip")) {
      try {
        strip.add(Strip.of(word));
      } catch (IllegalArgumentException e) {
        reader.problem("strip", String.valueOf(e.getMessage()));
      }
    }
    reader.done();
    return new ReadMetadata(strip);
  }
}
