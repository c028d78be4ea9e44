package dev.vifte.s3;

import io.minio.ListMultipartUploadsArgs;
import io.minio.messages.ListMultipartUploadsResult;
import java.io.IOException;
import java.time.Instant;

/// Multipart uploads that nobody will complete any more.
///
/// MinIO lists them with the empty prefix only, and only those begun since it started; it clears
/// the others itself within a day.
final class LostUploads {
  private final Store store;
  private final Place place;

  LostUploads(Store store, Place place) {
    this.store = store;
    this.place = place;
  }

  /// Aborts those of ours that were begun before `time`.
  ///
  /// @return how many
  int abort(Instant time) throws IOException {
    int aborted = 0;
    var marker = new Marker("", "");
    boolean more = true;
    while (more) {
      ListMultipartUploadsResult page = list(marker);
      for (var upload : page.uploads()) {
        if (isOurs(upload) && upload.initiated().toInstant().isBefore(time)) {
          Multipart.abort(store, place.bucket(), upload.objectName(), upload.uploadId());
          aborted++;
        }
      }
      more = page.isTruncated();
      marker = more ? new Marker(page.nextKeyMarker(), page.nextUploadIdMarker()) : marker;
    }
    return aborted;
  }

  /// Where a page begins.
  private record Marker(String key, String upload) {}

  private boolean isOurs(ListMultipartUploadsResult.Upload upload) {
    return place.key(upload.objectName()).isPresent();
  }

  private ListMultipartUploadsResult list(Marker from) throws IOException {
    var args = ListMultipartUploadsArgs.builder().bucket(place.bucket()).encodingType("url");
    if (!from.key().isEmpty()) {
      args.keyMarker(from.key()).uploadIdMarker(from.upload());
    }
    ListMultipartUploadsArgs list = args.build();
    return store
        .calls()
        .call("cannot list uploads", () -> store.clients().work().listMultipartUploads(list))
        .result();
  }
}
