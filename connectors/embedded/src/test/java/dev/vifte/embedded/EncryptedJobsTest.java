package dev.vifte.embedded;

import static dev.vifte.testkit.Fixtures.JPEG;
import static dev.vifte.testkit.Fixtures.TENANT;
import static dev.vifte.testkit.Fixtures.dead;
import static dev.vifte.testkit.Fixtures.input;
import static dev.vifte.testkit.Fixtures.receiving;
import static dev.vifte.testkit.Fixtures.task;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.Json;
import dev.vifte.encrypt.EncryptedJobs;
import dev.vifte.encrypt.EncryptionKey;
import dev.vifte.encrypt.EncryptionKeys;
import dev.vifte.job.DeadLetter;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.Entry;
import dev.vifte.job.JobInput;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobStore;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.TaskResult;
import dev.vifte.job.TaskState;
import dev.vifte.object.ObjectKey;
import dev.vifte.stage.Reason;
import dev.vifte.testkit.ManualClock;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Records whose words lie encrypted.
final class EncryptedJobsTest {
  private static final EncryptionKey FIRST = EncryptionKey.of("first", new byte[32]);
  private static final EncryptionKey SECOND = EncryptionKey.of("second", new byte[32]);

  private final Opened opened = new Opened();
  private final Map<RecordKey, Entry> records = new LinkedHashMap<>();
  private JobStore plain;

  private record Keys(List<EncryptionKey> all) implements EncryptionKeys {
    @Override
    public Optional<EncryptionKey> current(ObjectKey object) {
      return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    @Override
    public Optional<EncryptionKey> find(ObjectKey object, String id) {
      return all.stream().filter(key -> key.id().equals(id)).findFirst();
    }
  }

  @BeforeEach
  void open() throws IOException {
    plain = opened.inMemory(EmbeddedSettings.DEFAULT_QUEUE_BYTES).jobs();
    var found = new TaskResult(Json.object().put("author", "Anna"), List.of(), List.of());
    records.put(
        RecordKey.of(task(1).job()),
        receiving(1, ManualClock.START).with(input(1), Map.of()).because("as Anna said"));
    records.put(
        RecordKey.of(task(1)),
        TaskRecord.queued(task(1))
            .endedAs(TaskState.DONE, ManualClock.START, Optional.of(found), Optional.empty()));
    records.put(RecordKey.deadLetter(task(1)), dead(task(1), Reason.CORRUPT, ManualClock.START));
  }

  @AfterEach
  void close() throws IOException {
    opened.close();
  }

  @Test
  void words_are_stored_encrypted_and_read_as_they_were() throws Exception {
    EncryptedJobs jobs = store(FIRST);
    write(jobs);

    for (RecordKey key : records.keySet()) {
      assertThat(stored(key))
          .doesNotContain("photo.jpg", "Anna", "would not decode")
          .contains("enc1:first:");
      assertThat(read(jobs, key)).isEqualTo(records.get(key));
    }
    assertThat(jobs.find(JobQuery.NEWEST).getFirst().inputName()).contains("photo.jpg");
    assertThat(jobs.find(DeadLetterQuery.ALL).getFirst().refusal().why()).contains("decode");
  }

  @Test
  void another_node_that_has_seen_nothing_of_the_job_encrypts_its_tasks_too() throws Exception {
    RecordKey job = RecordKey.of(task(1).job());
    RecordKey task = RecordKey.of(task(1));
    store(FIRST).create(job, recorded(job));

    store(FIRST).create(task, recorded(task));

    assertThat(stored(task)).doesNotContain("Anna");
  }

  @Test
  void a_key_that_is_lost_is_named_and_keeps_nobody_from_seeing_the_list() throws Exception {
    write(store(FIRST));
    EncryptedJobs without = store(SECOND);
    RecordKey task = RecordKey.of(task(1));

    assertThatThrownBy(() -> without.read(List.of(task)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'first', which is not in the file of keys");
    assertThat(without.find(JobQuery.NEWEST).getFirst().inputName()).contains("(encrypted)");
  }

  @Test
  void where_every_key_is_dropped_lists_show_no_stored_form_and_records_keep_it() throws Exception {
    write(store(FIRST));
    EncryptedJobs without = store();
    RecordKey key = RecordKey.of(task(1).job());

    assertThat(without.find(JobQuery.NEWEST).getFirst().inputName()).contains("(encrypted)");
    assertThat(without.find(DeadLetterQuery.ALL).getFirst().input().name())
        .isEqualTo("(encrypted)");
    var seen = Objects.requireNonNull(without.read(List.of(key)).get(key));
    assertThat(without.replace(seen, seen.value())).isTrue();
    assertThat(read(store(FIRST), key)).isEqualTo(records.get(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"enc1:", "enc1:first", "enc1:first:", "enc1:first:?", "enc1:gone:AAAA"})
  void a_hostile_sentence_keeps_nobody_from_a_job_without_keys_nor_from_the_list(String words)
      throws Exception {
    RecordKey key = RecordKey.of(task(1).job());
    var named = new JobInput("\u0001" + words, JPEG, 3, "0".repeat(64), input(1).key());
    var hostile = receiving(1, ManualClock.START).with(named, Map.of());
    plain.create(key, hostile);

    assertThat(read(store(), key)).isEqualTo(hostile);
    assertThat(store().find(JobQuery.NEWEST)).hasSize(1);
    assertThat(store(FIRST).find(JobQuery.NEWEST).getFirst().inputName()).contains("(encrypted)");
  }

  @Test
  void findings_that_only_look_like_encrypted_ones_are_read_as_they_are() throws Exception {
    RecordKey job = RecordKey.of(task(1).job());
    RecordKey key = RecordKey.of(task(1));
    var odd = new TaskResult(Json.object().put("\u0001findings", "odd"), List.of(), List.of());
    plain.create(job, recorded(job));
    plain.create(
        key,
        TaskRecord.queued(task(1))
            .endedAs(TaskState.DONE, ManualClock.START, Optional.of(odd), Optional.empty()));

    assertThat(((TaskRecord) read(store(FIRST), key)).result()).contains(odd);
  }

  @Test
  void records_are_written_anew_under_another_key_and_the_older_can_go() throws Exception {
    write(plain);

    assertThat(store(FIRST).reencrypt(TENANT)).isEqualTo(3);
    assertThat(store(FIRST, SECOND).reencrypt(TENANT)).isEqualTo(3);

    for (RecordKey key : records.keySet()) {
      assertThat(read(store(SECOND), key)).isEqualTo(records.get(key));
    }
  }

  @Test
  void dead_letters_whose_jobs_have_no_record_are_written_anew_too() throws Exception {
    int letters = 1001; // more than a page
    for (int n = 1; n <= letters; n++) {
      var died = ManualClock.START.plusSeconds(n);
      plain.create(RecordKey.deadLetter(task(n)), dead(task(n), Reason.CORRUPT, died));
    }

    assertThat(store(FIRST).reencrypt(TENANT)).isEqualTo(letters);
    assertThat(store(FIRST, SECOND).reencrypt(TENANT)).isEqualTo(letters);

    for (int n : List.of(1, letters)) {
      RecordKey key = RecordKey.deadLetter(task(n));
      assertThat(stored(key)).doesNotContain("photo.jpg", "would not decode");
      assertThat(((DeadLetter) read(store(SECOND), key)).input().name()).isEqualTo("photo.jpg");
    }
  }

  @Test
  void words_that_only_begin_like_encrypted_ones_are_read_as_they_are() throws Exception {
    RecordKey key = RecordKey.of(task(1).job());
    var odd = receiving(1, ManualClock.START).because("\u0001 as Anna said");
    plain.create(key, odd);

    assertThat(read(store(FIRST), key)).isEqualTo(odd);
  }

  private Entry recorded(RecordKey key) {
    return Objects.requireNonNull(records.get(key));
  }

  private static Entry read(JobStore from, RecordKey key) throws IOException {
    return Objects.requireNonNull(from.read(List.of(key)).get(key)).value();
  }

  private String stored(RecordKey key) throws IOException {
    return new String(read(plain, key).json(), UTF_8);
  }

  private EncryptedJobs store(EncryptionKey... keys) {
    return EncryptedJobs.of(plain, new Keys(List.of(keys)), new SecureRandom());
  }

  private void write(JobStore to) throws IOException {
    for (var each : records.entrySet()) {
      assertThat(to.create(each.getKey(), each.getValue())).isTrue();
    }
  }
}
