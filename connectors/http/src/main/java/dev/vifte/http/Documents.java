package dev.vifte.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Node;
import dev.vifte.job.JobId;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.TenantId;
import java.io.IOException;
import java.util.Optional;

/// Job documents with links, as every route answers them.
final class Documents {
  private final Node node;

  /// One of them.
  record Document(ObjectNode json) {
    boolean ended() {
      return JobState.of(json.path("state").asText()).ended();
    }
  }

  Documents(Node node) {
    this.node = node;
  }

  static String path(JobId job) {
    return "/v1/jobs/" + job;
  }

  Optional<Document> of(TenantId tenant, JobId job) throws IOException {
    return node.jobs().document(tenant, job).map(json -> new Document(linked(json, job)));
  }

  /// Of a job that was accepted a moment ago.
  Document accepted(JobRecord job) throws IOException {
    return new Document(linked(node.jobs().accepted(job), job.id()));
  }

  private static ObjectNode linked(ObjectNode json, JobId job) {
    String self = path(job);
    ObjectNode links = json.putObject("links");
    links.put("self", self).put("events", self + "/events");
    if (JobState.of(json.path("state").asText()).ended()) {
      links.put("manifest", self + "/manifest");
    }
    json.path("stages")
        .properties()
        .forEach(stage -> link(stage.getValue(), self + "/outputs/" + stage.getKey()));
    return json;
  }

  private static void link(JsonNode stage, String path) {
    for (JsonNode output : stage.path("outputs")) {
      ((ObjectNode) output).put("href", path + "/" + output.path("name").asText());
    }
  }
}
