package dev.vifte.s3;

import io.minio.ListObjectsV2Args;
import io.minio.messages.Contents;
import io.minio.messages.ListBucketResultV2;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One page of a listing, and how to get the next.
record Page(Store store, Query query, ListBucketResultV2 result) {
  /// What is listed.
  ///
  /// @param after a name, there or not; empty for the beginning
  record Query(String bucket, String prefix, String after) {}

  /// All that is found, in the order of the names. The first page is fetched at once, the others
  /// when they are reached; one that fails throws [UncheckedIOException].
  static Stream<Contents> all(Store store, Query query) throws IOException {
    return Stream.iterate(
            Optional.of(fetch(store, query, Optional.empty())),
            Optional::isPresent,
            page -> page.flatMap(Page::next))
        .flatMap(page -> page.stream().flatMap(Page::items));
  }

  private Stream<Contents> items() {
    List<Contents> contents = result.contents();
    contents.forEach(item -> item.setEncodingType(result.encodingType()));
    return contents.stream();
  }

  private Optional<Page> next() {
    if (!result.isTruncated()) {
      return Optional.empty();
    }
    try {
      return Optional.of(fetch(store, query, Optional.of(result.nextContinuationToken())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Page fetch(Store store, Query query, Optional<String> token) throws IOException {
    var args =
        ListObjectsV2Args.builder()
            .bucket(query.bucket())
            .prefix(query.prefix())
            .encodingType("url");
    if (!query.after().isEmpty()) {
      args.startAfter(query.after());
    }
    token.ifPresent(args::continuationToken);
    ListObjectsV2Args list = args.build();
    var answer =
        store
            .calls()
            .call(
                "cannot list " + query.bucket(), () -> store.clients().work().listObjectsV2(list));
    return new Page(store, query, answer.result());
  }
}
