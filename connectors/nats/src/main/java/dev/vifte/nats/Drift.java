package dev.vifte.nats;

import io.nats.client.api.Placement;
import io.nats.client.api.StreamConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How a stream on the server differs from how we would make it.
///
/// @param unusable differences that we cannot work with
/// @param bearable those that we can, though not as well
record Drift(List<String> unusable, List<String> bearable) {
  private static final List<Field> FIELDS =
      List.of(
          new Field("retention", true, StreamConfiguration::getRetentionPolicy),
          new Field("discard", true, StreamConfiguration::getDiscardPolicy),
          new Field("max messages per subject", false, StreamConfiguration::getMaxMsgsPerSubject),
          new Field("storage", false, StreamConfiguration::getStorageType),
          new Field("replicas", false, StreamConfiguration::getReplicas),
          new Field("max bytes", false, StreamConfiguration::getMaxBytes),
          new Field("max age", false, StreamConfiguration::getMaxAge),
          new Field("max messages", false, StreamConfiguration::getMaxMsgs),
          new Field("max message size", false, StreamConfiguration::getMaximumMessageSize),
          new Field("duplicate window", false, StreamConfiguration::getDuplicateWindow),
          new Field("allow direct", false, StreamConfiguration::getAllowDirect),
          new Field("allow message TTL", false, StreamConfiguration::getAllowMessageTtl),
          new Field("deny delete", false, StreamConfiguration::getDenyDelete),
          new Field("deny purge", false, StreamConfiguration::getDenyPurge));

  private record Field(
      String name, boolean essential, Function<StreamConfiguration, @Nullable Object> value) {}

  static Drift between(StreamConfiguration wanted, StreamConfiguration found) {
    var drift = new Drift(new ArrayList<>(), new ArrayList<>());
    drift.compareSubjects(wanted.getSubjects(), found.getSubjects());
    if (wanted.getPlacement() != null) {
      drift.comparePlacement(placement(wanted), placement(found));
    }
    for (Field field : FIELDS) {
      @Nullable Object is = field.value.apply(found);
      @Nullable Object should = field.value.apply(wanted);
      if (!Objects.equals(is, should)) {
        drift.note(field.essential, field.name, is, should);
      }
    }
    return drift;
  }

  private void compareSubjects(List<String> wanted, List<String> found) {
    if (!List.copyOf(wanted).equals(List.copyOf(found))) {
      note(!found.containsAll(wanted), "subjects", found, wanted);
    }
  }

  private void comparePlacement(String wanted, String found) {
    if (!wanted.equals(found)) {
      note(true, "placement", found, wanted);
    }
  }

  private static String placement(StreamConfiguration stream) {
    @Nullable Placement where = stream.getPlacement();
    if (where == null) {
      return "anywhere";
    }
    List<String> tags = where.getTags() == null ? List.of() : where.getTags();
    return "cluster %s, tags %s".formatted(where.getCluster(), tags.stream().sorted().toList());
  }

  private void note(boolean essential, String name, @Nullable Object is, @Nullable Object should) {
    (essential ? unusable : bearable).add("%s is %s, should be %s".formatted(name, is, should));
  }
}
