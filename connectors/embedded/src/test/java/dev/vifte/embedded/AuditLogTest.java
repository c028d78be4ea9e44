package dev.vifte.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Backend;
import dev.vifte.Json;
import dev.vifte.audit.AuditCheck;
import dev.vifte.audit.AuditEntry;
import dev.vifte.audit.AuditLog;
import dev.vifte.audit.AuditLog.Deed;
import dev.vifte.job.TenantId;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.PutOptions;
import dev.vifte.testkit.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AuditLogTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final PutOptions REPLACING =
      PutOptions.replacing(new MediaType("application/json"));

  private Backend store;

  @BeforeEach
  void open() throws IOException {
    store = Embedded.open(EmbeddedSettings.inMemory());
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void entries_are_read_in_their_order_and_their_chain_holds() throws Exception {
    for (int i = 1; i <= 5; i++) {
      log().append(ACME, new Deed("key", "job.erase", "job-" + i, Map.of("objects", 2L)));
    }
    log().append(new TenantId("other"), new Deed("key", "job.erase", "job-9"));

    List<AuditEntry> all = log().read(ACME, 0, 100);

    assertThat(all)
        .extracting(AuditEntry::about)
        .containsExactly("job-1", "job-2", "job-3", "job-4", "job-5");
    assertThat(wrong(all)).isEmpty();
    assertThat(log().read(ACME, 3, 1)).extracting(AuditEntry::number).containsExactly(4L);
  }

  @Test
  void of_many_who_write_at_once_each_gets_a_place_of_its_own() throws Exception {
    var logs = List.of(log(), log(), log());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writes = new ArrayList<Future<AuditEntry>>();
      for (int i = 0; i < 30; i++) {
        AuditLog one = logs.get(i % 3);
        writes.add(threads.submit(() -> one.append(ACME, new Deed("key", "job.erase", "job"))));
      }
      for (Future<AuditEntry> each : writes) {
        each.get();
      }
    }

    assertThat(log().read(ACME, 0, 100)).hasSize(30);
    assertThat(wrong(log().read(ACME, 0, 100))).isEmpty();
  }

  @Test
  void a_changed_entry_and_a_missing_one_are_told() throws Exception {
    for (int i = 1; i <= 4; i++) {
      log().append(ACME, new Deed("key", "job.erase", "job-" + i));
    }
    List<AuditEntry> all = log().read(ACME, 0, 100);
    byte[] forged =
        new String(Json.bytes(all.get(1)), StandardCharsets.UTF_8)
            .replace("job-2", "job-7")
            .getBytes(StandardCharsets.UTF_8);
    store
        .objects()
        .put(
            new ObjectKey("audit/acme/000000000002.json"),
            new ByteArrayInputStream(forged),
            REPLACING);

    assertThat(wrong(log().read(ACME, 0, 100))).singleElement().asString().contains("entry 3");
    assertThat(wrong(List.of(all.get(0), all.get(2)))).isNotEmpty();
  }

  private AuditLog log() {
    return new AuditLog(store.objects(), new ManualClock());
  }

  private static List<String> wrong(List<AuditEntry> entries) {
    var check = new AuditCheck();
    return entries.stream().flatMap(entry -> check.next(entry).stream()).toList();
  }
}
