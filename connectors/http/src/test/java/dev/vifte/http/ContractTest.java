package dev.vifte.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vifte.Json;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// The published contract says what is served, and what is served is in the contract.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractTest {
  private final JsonNode contract = contract();
  private ContractProbes probes;

  /// What stands for all statuses that are not named.
  private static final String REST = "default";

  @BeforeAll
  void serve() throws Exception {
    probes = new ContractProbes();
  }

  @AfterAll
  void close() throws Exception {
    probes.close();
  }

  @Test
  void every_route_is_in_the_contract_and_every_operation_of_it_is_a_route() {
    Set<String> served =
        Gateway.routes(probes.open().node, new Live(), () -> "").stream()
            .map(route -> route.method().value() + " " + route.path())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(operations().keySet()).isEqualTo(served);
  }

  @Test
  void every_status_in_the_contract_is_probed() {
    Set<String> documented =
        operations().entrySet().stream()
            .flatMap(op -> op.getValue().stream().map(status -> op.getKey() + " " + status))
            .filter(answer -> !answer.endsWith(" " + REST))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(new TreeSet<>(probes.all().keySet())).isEqualTo(documented);
  }

  @Test
  void every_operation_says_what_any_other_answer_looks_like() {
    assertThat(operations().values()).isNotEmpty().allMatch(statuses -> statuses.contains(REST));
  }

  @TestFactory
  Collection<DynamicTest> every_documented_status_is_answered() {
    return probes.all().entrySet().stream()
        .map(probe -> DynamicTest.dynamicTest(probe.getKey(), () -> check(probe)))
        .toList();
  }

  @Test
  void every_reference_in_the_contract_leads_somewhere() {
    assertThat(contract.findValuesAsText("$ref"))
        .isNotEmpty()
        .allMatch(ref -> !contract.at(ref.substring(1)).isMissingNode());
  }

  @Test
  void every_kind_of_problem_is_explained() throws Exception {
    for (ProblemKind kind : ProblemKind.values()) {
      assertThat(probes.open().get("/problems/" + kind.word()).text())
          .contains(kind.title())
          .contains(kind.advice());
    }
  }

  private static void check(Map.Entry<String, ContractProbes.Probe> probe) throws Exception {
    Answer answer = probe.getValue().ask();
    String status = probe.getKey().substring(probe.getKey().lastIndexOf(' ') + 1);
    assertThat(answer.status()).as(answer.text()).isEqualTo(Integer.parseInt(status));
    if (answer.status() >= 400) {
      assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
      assertThat(answer.at("/type")).startsWith("/problems/");
      assertThat(answer.at("/status")).isEqualTo(status);
      assertThat(answer.at("/detail")).isNotBlank();
      assertThat(answer.at("/instance")).startsWith("/");
    }
  }

  /// `GET /v1/jobs` and its statuses.
  private Map<String, Set<String>> operations() {
    return contract.path("paths").properties().stream()
        .flatMap(path ->
            path.getValue().properties().stream()
                .map(op ->
                    Map.entry(
                        op.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                        names(op.getValue().path("responses")))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Set<String> names(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  private static JsonNode contract() {
    try (var in = Gateway.class.getResourceAsStream("openapi.json")) {
      return Json.read(in == null ? new byte[0] : in.readAllBytes(), JsonNode.class);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
