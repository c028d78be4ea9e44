package dev.vifte.placed;

import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.S3Server;
import java.util.Map;

final class PlacedOnMinioIT extends PlacedInBucketContract {
  @Override
  S3Server server() throws Exception {
    return Minio.start(Map.of("MINIO_SITE_REGION", REGION));
  }
}
