package dev.vifte.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Node;
import dev.vifte.deadletter.DeadLetters.Replay;
import dev.vifte.encrypt.EncryptedJobs;
import dev.vifte.encrypt.EncryptionKeys;
import dev.vifte.encrypt.TenantKeys;
import dev.vifte.job.DeadLetter;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobRecord;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskId;
import dev.vifte.object.ByteRange;
import dev.vifte.object.ObjectKey;
import dev.vifte.pipeline.StageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people are shown of a tenant that was erased by dropping its keys.
final class DroppedKeysTest {
  private static final String SHOWN = "(encrypted)";
  private static final String STORED = "enc1:";

  @TempDir private Path folder = Path.of("");
  private final Kept kept = new Kept();

  @AfterEach
  void close() throws IOException {
    kept.close();
  }

  @Test
  void lists_and_documents_show_no_stored_form_of_a_word() throws Exception {
    try (Node node = kept.node().start()) {
      JobRecord job = kept.ended(node, "bad");
      TaskId task = TaskId.of(job.id(), new StageName("count"));
      encrypted().reencrypt(Kept.TENANT);

      String document = node.jobs().document(Kept.TENANT, job.id()).orElseThrow().toString();
      assertThat(document).contains("\"name\":\"(encrypted)\"").doesNotContain(STORED, "findings");
      assertThat(node.jobs().accepted(stored(job)).toString()).doesNotContain(STORED);
      assertThat(node.jobs().list(JobQuery.NEWEST).getFirst().inputName()).contains(SHOWN);
      assertShown(node.deadLetters().show(task).orElseThrow());
      assertShown(node.deadLetters().list(DeadLetterQuery.ALL).getFirst());
    }
  }

  @Test
  void a_job_runs_again_its_manifest_is_legible_and_its_record_keeps_what_was_stored()
      throws Exception {
    try (Node node = kept.node().start()) {
      JobRecord job = kept.ended(node, "bad");
      TaskId task = TaskId.of(job.id(), new StageName("count"));
      encrypted().reencrypt(Kept.TENANT);

      assertThat(node.deadLetters().replay(task)).isInstanceOf(Replay.Published.class);
      kept.probe.awaitEnd(job.id(), 2, Duration.ofSeconds(30));

      assertThat(manifests(job)).contains(SHOWN).doesNotContain(STORED);
      assertThat(stored(job).accepted().name()).contains(STORED);
      assertThat(encrypted().find(JobQuery.NEWEST).getFirst().inputName()).contains("a.txt");
    }
  }

  private static void assertShown(DeadLetter letter) {
    assertThat(letter.input().name()).isEqualTo(SHOWN);
    assertThat(letter.refusal().why()).isEqualTo(SHOWN);
    assertThat(letter.log().toString()).doesNotContain(STORED);
  }

  private String manifests(JobRecord job) throws IOException {
    var all = new StringBuilder();
    for (ObjectKey key : kept.objects("out", job.id())) {
      if (key.value().endsWith("manifest-2.json")) {
        try (var content = kept.backend.objects().open(key, ByteRange.ALL)) {
          all.append(new String(content.stream().readAllBytes(), UTF_8));
        }
      }
    }
    return all.toString();
  }

  /// The record as it lies.
  private JobRecord stored(JobRecord job) throws IOException {
    RecordKey key = RecordKey.of(job.id());
    return (JobRecord)
        Objects.requireNonNull(kept.backend.jobs().read(List.of(key)).get(key)).value();
  }

  /// The same store while the key was there.
  private EncryptedJobs encrypted() throws IOException {
    String secret = Base64.getEncoder().encodeToString(new byte[32]);
    Path file = folder.resolve("keys");
    Files.writeString(file, "%s first %s".formatted(Kept.TENANT, secret));
    EncryptionKeys keys = TenantKeys.read(file);
    return EncryptedJobs.of(kept.backend.jobs(), keys, new SecureRandom());
  }
}
