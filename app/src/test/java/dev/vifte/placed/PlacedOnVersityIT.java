package dev.vifte.placed;

import dev.vifte.testkit.server.S3Server;
import dev.vifte.testkit.server.VersityGw;

final class PlacedOnVersityIT extends PlacedInBucketContract {
  @Override
  S3Server server() throws Exception {
    return VersityGw.startIn(REGION);
  }
}
