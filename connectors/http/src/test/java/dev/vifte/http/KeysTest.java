package dev.vifte.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.job.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId OTHER = new TenantId("other");
  private final ApiKeys keys = ApiKeys.none();

  @Test
  void a_key_opens_the_jobs_of_its_tenant_and_of_no_other() throws Exception {
    String acme = keys.create(ACME);
    String other = keys.create(OTHER);
    try (Served served = Served.keyed(keys, Pipelines.copy())) {
      String job = served.upload("copy", "hello", "Authorization", "Bearer " + acme).job();

      assertThat(served.get("/v1/jobs/" + job, "X-API-Key", acme).status()).isEqualTo(200);
      assertThat(served.get("/v1/jobs/" + job, "X-API-Key", other).status()).isEqualTo(404);
      assertThat(served.get("/v1/jobs", "X-API-Key", other).json().findValues("job")).isEmpty();
      assertThat(served.send("DELETE", "/v1/jobs/" + job, "", "X-API-Key", other).status())
          .isEqualTo(404);
    }
  }

  @Test
  void without_a_key_or_with_a_wrong_one_nothing_is_told() throws Exception {
    keys.create(ACME);
    try (Served served = Served.keyed(keys, Pipelines.copy())) {
      Answer missing = served.get("/v1/jobs");
      Answer wrong = served.get("/v1/jobs", "Authorization", "Bearer vifte_wrong");

      assertThat(missing.status()).isEqualTo(401);
      assertThat(missing.header("WWW-Authenticate")).startsWith("Bearer");
      assertThat(missing.at("/detail")).contains("no API key was sent");
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.at("/detail")).contains("not known");
      assertThat(served.upload("copy", "hello").status()).isEqualTo(401);
      assertThat(served.get("/metrics").status()).isEqualTo(401);
    }
  }

  @Test
  void health_page_and_contract_need_no_key() throws Exception {
    keys.create(ACME);
    try (Served served = Served.keyed(keys, Pipelines.copy())) {
      for (String path : new String[] {"/", "/health/live", "/health/ready", "/openapi.json"}) {
        assertThat(served.get(path).status()).as(path).isEqualTo(200);
      }
    }
  }

  @Test
  void keys_are_kept_as_hashes_that_only_their_owner_reads(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("keys/api-keys.json");
    String key = ApiKeys.load(file).create(ACME);

    assertThat(Files.readString(file)).doesNotContain(key).contains("sha256");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(ApiKeys.load(file).caller(key)).get().extracting(c -> c.tenant()).isEqualTo(ACME);
    assertThat(ApiKeys.load(file).caller(key + "x")).isEmpty();
  }

  @Test
  void a_key_that_is_removed_opens_nothing_and_the_last_one_stays(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("keys.json");
    String first = ApiKeys.load(file).create(ACME);
    String second = ApiKeys.load(file).create(OTHER);
    ApiKeys all = ApiKeys.load(file);
    String hash = all.caller(first).orElseThrow().key();

    assertThat(all.remove(hash)).isEqualTo(ACME);

    assertThat(all.caller(first)).isEmpty();
    ApiKeys left = ApiKeys.load(file);
    assertThat(left.caller(first)).isEmpty();
    assertThat(left.caller(second)).isPresent();
    assertThatThrownBy(() -> left.remove(hash)).hasMessageContaining("of 0 keys");
    assertThatThrownBy(() -> left.remove("")).hasMessageContaining("the last key");
  }

  @Test
  void without_keys_nobody_comes_in_through_a_proxy() throws Exception {
    try (Served served = Served.keyed(keys, Pipelines.copy())) {
      for (String header :
          new String[] {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via"}) {
        Answer refused = served.get("/v1/jobs", header, "1.1 proxy");

        assertThat(refused.status()).as(header).isEqualTo(403);
        assertThat(refused.at("/detail")).contains("vifte keys create");
      }
      assertThat(served.get("/v1/jobs").status()).isEqualTo(200);
    }
  }

  @Test
  void a_file_that_holds_no_keys_is_named(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("keys.json"), "{\"format\": 1}");
    assertThatThrownBy(() -> ApiKeys.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("keys.json");
    Files.writeString(file, "{\"format\": 2, \"keys\": []}");
    assertThatThrownBy(() -> ApiKeys.load(file)).hasMessageContaining("format 2");
  }
}
