package dev.vifte.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.Node;
import dev.vifte.audit.AuditLog;
import dev.vifte.job.JobId;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.JobSummary;
import dev.vifte.pipeline.PipelineName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/// Jobs: one, many, their cancelling and erasing.
final class JobRoutes {
  private final Node node;
  private final Documents documents;

  JobRoutes(Node node) {
    this.node = node;
    this.documents = new Documents(node);
  }

  HttpResponse show(Call call) throws IOException {
    return Replies.tagged(call, document(call).json());
  }

  HttpResponse list(Call call) throws IOException {
    int limit = call.limit();
    var query =
        new JobQuery(
            Optional.of(call.tenant()),
            call.query("state", JobState::of),
            call.query("pipeline", PipelineName::new),
            call.query("after", JobId::new),
            limit);
    List<JobSummary> found = node.jobs().list(query);
    ObjectNode json = Json.object();
    ArrayNode jobs = json.putArray("jobs");
    found.forEach(job -> jobs.add(line(job)));
    if (found.size() == limit) {
      json.put("after", found.getLast().id().value());
    }
    return Replies.json(200, json);
  }

  /// The job as it is after the request; one that had ended otherwise cannot be cancelled.
  HttpResponse cancel(Call call) throws IOException {
    JobRecord job =
        node.jobs().cancel(call.tenant(), call.job()).orElseThrow(() -> noJob(call.job()));
    if (job.state() != JobState.CANCELLED) {
      throw ProblemKind.CONFLICT.refuse(
          "job %s has ended as %s; there is nothing left to cancel"
              .formatted(job.id(), job.state().word()));
    }
    note(call, "job.cancel");
    return Replies.json(200, document(call).json());
  }

  /// Done when nothing of it can be seen; asked again it is done already.
  HttpResponse erase(Call call) throws IOException {
    var _ =
        node.jobs().erasures().job(call.tenant(), call.job()).orElseThrow(() -> noJob(call.job()));
    note(call, "job.erase");
    return HttpResponse.create().withStatus(204);
  }

  private void note(Call call, String what) throws IOException {
    var deed = new AuditLog.Deed(call.caller().key(), what, call.job().value());
    node.jobs().erasures().audit().append(call.tenant(), deed);
  }

  static Refused noJob(JobId job) {
    return ProblemKind.NOT_FOUND.refuse(
        "there is no job %s; it may belong to another API key".formatted(job));
  }

  private Documents.Document document(Call call) throws IOException {
    return documents.of(call.tenant(), call.job()).orElseThrow(() -> noJob(call.job()));
  }

  private static ObjectNode line(JobSummary job) {
    ObjectNode json =
        Json.object()
            .put("job", job.id().value())
            .put("pipeline", job.pipeline().value())
            .put("state", job.state().word())
            .put("created", job.created().toString())
            .put("changed", job.changed().toString())
            .put("href", Documents.path(job.id()));
    job.inputName().ifPresent(name -> json.put("name", name));
    return json;
  }
}
