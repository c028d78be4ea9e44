package dev.vifte.placed;

import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.s3.S3Credentials;
import dev.vifte.s3.S3Objects;
import dev.vifte.s3.S3Settings;
import dev.vifte.testkit.server.S3Server;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// In buckets of a store in the region [#REGION].
abstract class PlacedInBucketContract extends PlacedContract {
  static final String REGION = "eu-central-1";

  private S3Server store;

  abstract S3Server server() throws Exception;

  @BeforeEach
  void start() throws Exception {
    store = server();
  }

  @AfterEach
  void stop() throws IOException {
    store.close();
  }

  @Override
  Map<String, String> common(String installation) {
    return Map.of(
        "VIFTE_OBJECTS", "s3:%s/common-%s/vifte".formatted(store.endpoint(), installation),
        "VIFTE_S3_ACCESS_KEY", store.accessKey(),
        "VIFTE_S3_SECRET_KEY", store.secretKey(),
        "VIFTE_S3_REGION", REGION);
  }

  @Override
  String place(String installation) {
    return "own-%s@%s".formatted(installation, REGION);
  }

  @Override
  Map.Entry<String, String> wrong() {
    return Map.entry("own-one@us-west-2", "region");
  }

  @Override
  List<String> keys(String installation) throws IOException {
    return in("common-" + installation);
  }

  @Override
  List<String> placedKeys(String installation) throws IOException {
    return in("own-" + installation);
  }

  private List<String> in(String bucket) throws IOException {
    S3Settings settings =
        S3Settings.of("s3:%s/%s/vifte".formatted(store.endpoint(), bucket))
            .region(REGION)
            .credentials(S3Credentials.of(store.accessKey(), store.secretKey()));
    try (S3Objects objects = S3Objects.open(settings);
        Stream<ObjectInfo> all = objects.list(ObjectPrefix.ALL)) {
      return all.map(each -> each.key().value()).toList();
    }
  }
}
