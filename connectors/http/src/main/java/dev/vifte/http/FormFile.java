package dev.vifte.http;

import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.Multipart;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/// The one file of a multipart form. Its stream ends only when the whole form has been seen, so
/// that a second file is found before the first is accepted.
///
/// @param name as the form gave it
record FormFile(String name, InputStream bytes) {
  private static final String FIELD = "file";

  /// The bytes of the form's file. Fields are read away; no file, or more than one, fails.
  ///
  /// @param name is told when the file begins
  static Source<ByteString, ?> bytes(
      HttpEntity entity, Forms forms, CompletableFuture<String> name) {
    return Source.completionStage(forms.of(entity))
        .flatMapConcat(form -> form.getParts())
        .flatMapConcat(part -> part(part, name))
        .watchTermination((_, ended) -> ended.whenComplete((_, failure) -> end(name, failure)));
  }

  private static Source<ByteString, Object> part(
      Multipart.FormData.BodyPart part, CompletableFuture<String> name) {
    Source<ByteString, Object> bytes = part.getEntity().getDataBytes();
    if (part.getFilename().isEmpty() && !part.getName().equals(FIELD)) {
      return bytes.filter(_ -> false);
    }
    boolean first = name.complete(part.getFilename().orElse(""));
    return first ? bytes : Source.<ByteString>failed(second()).mapMaterializedValue(it -> it);
  }

  private static void end(
      CompletableFuture<String> name, @org.jspecify.annotations.Nullable Throwable failure) {
    name.completeExceptionally(failure == null ? none() : failure);
  }

  private static BodyBroken none() {
    return new BodyBroken(
        ProblemKind.MALFORMED.because(
            "the form holds no file; send one, such as curl -F file=@photo.jpg"),
        new IllegalArgumentException("no file part"));
  }

  private static BodyBroken second() {
    return new BodyBroken(
        ProblemKind.MALFORMED.because(
            "the form holds more than one file; send each in a request of its own"),
        new IllegalArgumentException("two file parts"));
  }
}
