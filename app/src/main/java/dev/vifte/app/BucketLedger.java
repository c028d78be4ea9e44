package dev.vifte.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.PutOptions;
import dev.vifte.s3.S3Objects;
import dev.vifte.s3.S3Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// In a bucket, for nodes that share no folder.
///
/// @param bucket that is there: one that is missing is a mistake in its name
record BucketLedger(S3Settings bucket) implements ErasureLedger {
  private static final ObjectKey ERASED = new ObjectKey("erased");
  private static final PutOptions ONCE = PutOptions.once(new MediaType("application/json"));

  @Override
  public String tell(ObjectNode erasure) throws IOException {
    ObjectKey key =
        ERASED
            .child(erasure.path("tenant").asText())
            .child(erasure.path("erasure").asText() + ".json");
    try (S3Objects objects = S3Objects.open(bucket)) {
      var _ = objects.put(key, new ByteArrayInputStream(Json.bytes(erasure)), ONCE);
      return "written down";
    }
  }

  @Override
  public List<ObjectKey> receipts() throws IOException {
    try (S3Objects objects = S3Objects.open(bucket);
        Stream<ObjectInfo> all = objects.list(ObjectPrefix.under(ERASED))) {
      return all.map(ObjectInfo::key).toList();
    }
  }
}
