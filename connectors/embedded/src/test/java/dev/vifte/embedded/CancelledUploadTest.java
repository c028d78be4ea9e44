package dev.vifte.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Node;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobState;
import dev.vifte.pipeline.PipelineName;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A job that is cancelled while its file is still coming in.
final class CancelledUploadTest {
  private final Kept kept = new Kept();

  @AfterEach
  void close() throws IOException {
    kept.close();
  }

  @Test
  void its_key_names_it_from_then_on_and_no_bytes_are_compared_with_a_file_that_never_came()
      throws Exception {
    try (Node node = kept.node().start()) {
      UploadResult first = upload(node, cancellingAtItsEnd(node));
      UploadResult again = upload(node, bytes());

      assertThat(first).isInstanceOf(UploadResult.InProgress.class);
      assertThat(again)
          .isInstanceOfSatisfying(
              UploadResult.KeyMismatch.class,
              mismatch ->
                  assertThat(mismatch.why()).contains("cancelled before its file had come"));
      assertThat(kept.objects("in", ((UploadResult.KeyMismatch) again).job())).isEmpty();
    }
  }

  /// As a person does it who looks at the list of jobs.
  private InputStream cancellingAtItsEnd(Node node) {
    return new FilterInputStream(bytes()) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read < 0) {
          cancelAll(node);
        }
        return read;
      }
    };
  }

  private void cancelAll(Node node) throws IOException {
    var open =
        new JobQuery(
            Optional.of(Kept.TENANT),
            Optional.of(JobState.RECEIVING),
            Optional.empty(),
            Optional.empty(),
            10);
    for (var each : kept.backend.jobs().find(open)) {
      assertThat(node.jobs().cancel(Kept.TENANT, each.id())).isPresent();
    }
  }

  private static InputStream bytes() {
    return new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8));
  }

  private static UploadResult upload(Node node, InputStream bytes) throws IOException {
    var request =
        new UploadRequest(
            Kept.TENANT,
            new PipelineName("p"),
            "a.txt",
            Optional.of("key-1"),
            Optional.empty(),
            Optional.empty());
    return node.uploads().accept(request, bytes);
  }
}
