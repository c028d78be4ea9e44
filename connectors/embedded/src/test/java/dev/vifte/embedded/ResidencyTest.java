package dev.vifte.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.Node;
import dev.vifte.ingest.Intake;
import dev.vifte.ingest.Residency;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.JobQuery;
import dev.vifte.job.TenantId;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.pipeline.PipelineName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Files of a tenant lie in its region or nowhere.
final class ResidencyTest {
  private static final TenantId GLOBEX = new TenantId("globex");
  private static final Map<TenantId, String> HOMES = Map.of(Kept.TENANT, "eu", GLOBEX, "us");

  private final Kept kept = new Kept();

  @AfterEach
  void close() throws IOException {
    kept.close();
  }

  @Test
  void a_file_that_would_lie_elsewhere_is_refused_and_nothing_of_it_is_kept() throws Exception {
    try (Node node = start("eu")) {
      UploadResult refused = send(node, GLOBEX);

      assertThat(refused)
          .isInstanceOfSatisfying(
              UploadResult.Elsewhere.class,
              elsewhere -> assertThat(elsewhere.why()).contains("globex", "us", "eu"));
      assertThat(node.jobs().list(JobQuery.NEWEST)).isEmpty();
      for (String folder : List.of("in/", "out/")) {
        try (var all = kept.backend.objects().list(new ObjectPrefix(folder))) {
          assertThat(all).isEmpty();
        }
      }
    }
  }

  @Test
  void files_at_home_and_those_of_no_home_are_taken() throws Exception {
    try (Node node = start("eu")) {
      assertThat(send(node, Kept.TENANT)).isInstanceOf(UploadResult.Accepted.class);
      assertThat(send(node, new TenantId("anybody"))).isInstanceOf(UploadResult.Accepted.class);
    }
  }

  @Test
  void homes_without_a_region_of_this_installation_are_a_mistake() {
    assertThatThrownBy(() -> new Residency(Optional.empty(), HOMES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("residency.here");
  }

  private Node start(String here) throws IOException {
    var residency = new Residency(Optional.of(here), HOMES);
    return kept.node().taking(Intake.Limits.DEFAULTS.residency(residency)).start();
  }

  private static UploadResult send(Node node, TenantId tenant) throws IOException {
    var request =
        new UploadRequest(
            tenant,
            new PipelineName("p"),
            "a.txt",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return node.uploads().accept(request, new ByteArrayInputStream(new byte[] {65}));
  }
}
