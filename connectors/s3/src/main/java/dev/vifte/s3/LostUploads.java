package dev.vifte.s3;

import java.io.IOException;
import java.time.Instant;
import java.util.function.Predicate;

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
    return abort(upload -> place.key(upload.name()).isPresent() && upload.begun().isBefore(time));
  }

  /// Aborts those below a prefix, also such as are still under way.
  ///
  /// @return how many
  int abort(String prefix) throws IOException {
    return abort(upload -> upload.name().startsWith(prefix));
  }

  private int abort(Predicate<UploadPage.Upload> which) throws IOException {
    int aborted = 0;
    UploadPage page = list(UploadPage.Marker.START);
    while (true) {
      for (var upload : page.uploads()) {
        if (which.test(upload)) {
          Multipart.abort(store, place.bucket(), upload.name(), upload.id());
          aborted++;
        }
      }
      if (page.next().isEmpty()) {
        return aborted;
      }
      page = list(page.next().get());
    }
  }

  private UploadPage list(UploadPage.Marker from) throws IOException {
    return store
        .calls()
        .call(
            "cannot list unfinished uploads",
            () -> store.clients().work().listUploads(place.bucket(), from));
  }
}
