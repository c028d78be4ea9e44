package dev.vifte.s3;

import io.minio.ListObjectVersionsArgs;
import io.minio.RemoveObjectArgs;
import io.minio.messages.Item;
import io.minio.messages.ListVersionsResult;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Removes objects with all their versions and delete markers, so that nobody brings them back. One
/// that the store has locked fails.
final class Versions {
  /// What stores without versions say.
  private static final Set<String> NONE = Set.of("NotImplemented", "VersioningNotConfigured");

  private final Store store;
  private final String bucket;

  Versions(Store store, String bucket) {
    this.store = store;
    this.bucket = bucket;
  }

  /// Removes everything whose name begins with `prefix`; returns how many versions and markers.
  long erase(String prefix) throws IOException {
    long removed = 0;
    List<Item> page = page(prefix);
    while (!page.isEmpty()) {
      for (Item each : page) {
        remove(each);
      }
      removed += page.size();
      page = page(prefix);
    }
    return removed;
  }

  /// The first that are left.
  private List<Item> page(String prefix) throws IOException {
    var args =
        ListObjectVersionsArgs.builder().bucket(bucket).prefix(prefix).encodingType("url").build();
    try {
      ListVersionsResult found =
          store
              .calls()
              .call("cannot list versions", () -> store.clients().work().listObjectVersions(args))
              .result();
      List<Item> all =
          Stream.<Item>concat(found.contents().stream(), found.deleteMarkers().stream()).toList();
      all.forEach(item -> item.setEncodingType(found.encodingType()));
      return all;
    } catch (S3Exception e) {
      if (NONE.stream().noneMatch(e::is)) {
        throw e;
      }
      return unversioned(prefix);
    }
  }

  private List<Item> unversioned(String prefix) throws IOException {
    return Page.all(store, new Page.Query(bucket, prefix, "")).<Item>map(item -> item).toList();
  }

  private void remove(Item item) throws IOException {
    var args = RemoveObjectArgs.builder().bucket(bucket).object(item.objectName());
    if (item.versionId() != null) {
      args.versionId(item.versionId());
    }
    RemoveObjectArgs remove = args.build();
    store
        .calls()
        .call(
            "cannot erase " + item.objectName(), () -> store.clients().work().removeObject(remove));
  }
}
