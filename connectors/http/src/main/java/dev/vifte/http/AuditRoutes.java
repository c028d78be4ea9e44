package dev.vifte.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.Node;
import dev.vifte.audit.AuditEntry;
import java.io.IOException;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/// The audit log of a tenant, oldest first.
final class AuditRoutes {
  private final Node node;

  AuditRoutes(Node node) {
    this.node = node;
  }

  HttpResponse list(Call call) throws IOException {
    int limit = call.limit();
    long after = call.query("after", Long::valueOf).orElse(0L);
    List<AuditEntry> found = node.jobs().erasures().audit().read(call.tenant(), after, limit);
    ObjectNode json = Json.object();
    ArrayNode entries = json.putArray("entries");
    found.forEach(entry -> entries.add(Json.tree(entry)));
    if (found.size() == limit) {
      json.put("after", found.getLast().number());
    }
    return Replies.json(200, json);
  }
}
