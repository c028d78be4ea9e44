package dev.vifte.http;

import dev.vifte.Node;
import dev.vifte.audit.AuditLog;
import dev.vifte.erase.Receipt;
import dev.vifte.job.Erasure;
import dev.vifte.job.JobId;
import dev.vifte.job.Subject;
import java.io.IOException;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/// Data subjects: named with an upload, erased by the same name.
final class ErasureRoutes {
  /// The name as the tenant has it; what plain ASCII cannot hold is percent-encoded.
  private static final String SUBJECT = "Vifte-Subject";

  private final Node node;

  ErasureRoutes(Node node) {
    this.node = node;
  }

  /// Begins, or tells how far it is; 200 when it is over.
  HttpResponse erase(Call call) throws IOException {
    Subject subject = named(call, call.segment("subject"));
    Erasure erasure = node.jobs().erasures().subject(call.tenant(), subject);
    var deed = new AuditLog.Deed(call.caller().key(), "subject.erase", erasure.id().value());
    node.jobs().erasures().audit().append(call.tenant(), deed);
    return Replies.json(erasure.phase().ended() ? 200 : 202, Receipt.of(erasure))
        .addHeader(RawHeader.create("Location", "/v1/erasures/" + erasure.id()));
  }

  HttpResponse show(Call call) throws IOException {
    JobId id = call.segment("erasure", JobId::new);
    Erasure erasure =
        node.jobs()
            .erasures()
            .find(call.tenant(), id)
            .orElseThrow(() ->
                ProblemKind.NOT_FOUND.refuse(
                    "there is no erasure %s; it may belong to another API key".formatted(id)));
    return Replies.tagged(call, Receipt.of(erasure));
  }

  /// Whom an upload is about.
  Optional<Subject> of(Call call) throws IOException {
    var name = call.header(SUBJECT).map(FileName::decoded);
    return name.isPresent() ? Optional.of(named(call, name.get())) : Optional.empty();
  }

  private Subject named(Call call, String name) throws IOException {
    try {
      return node.jobs().erasures().named(call.tenant(), name);
    } catch (IllegalArgumentException e) {
      throw ProblemKind.MALFORMED.refuse(String.valueOf(e.getMessage()));
    }
  }
}
