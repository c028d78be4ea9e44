package dev.vifte.erase;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.job.Erasure;
import dev.vifte.job.Erasure.HookAnswer;
import dev.vifte.job.Erasure.OneJob;
import dev.vifte.job.Erasure.Person;
import dev.vifte.job.Erasure.Removed;
import dev.vifte.job.Subject;
import dev.vifte.job.TenantId;
import dev.vifte.object.ObjectKey;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An erasure as a document for people, while it goes on and when it has ended. Holds no personal
/// data.
///
/// `{format, erasure, subject | job, state, began, changed, ended?, removed{jobs, records, objects,
/// messages, events}, hooks[{hook, told, tries, at, answer}]}`
public final class Receipt {
  static final ObjectKey FOLDER = new ObjectKey("erased");

  private static final int FORMAT = 1;
  private static final Pattern KEY = Pattern.compile("erased/([^/]+)/e-([0-9a-f]{40})\\.json");

  private Receipt() {}

  public static ObjectNode of(Erasure erasure) {
    ObjectNode json = Json.object().put("format", FORMAT).put("erasure", erasure.id().value());
    switch (erasure.target()) {
      case OneJob(var job) -> json.put("job", job.value());
      case Person(var subject) -> json.put("subject", subject.hash());
    }
    json.put("state", erasure.phase().word()).put("began", erasure.began().toString());
    json.put(erasure.phase().ended() ? "ended" : "changed", erasure.changed().toString());
    Removed removed = erasure.removed();
    json.putObject("removed")
        .put("jobs", removed.jobs())
        .put("records", removed.records())
        .put("objects", removed.objects())
        .put("messages", removed.messages())
        .put("events", removed.events());
    ArrayNode hooks = json.putArray("hooks");
    erasure.hooks().forEach(answer -> hooks.add(line(answer)));
    return json;
  }

  /// What a receipt in the store is about; empty for what is none, or is of one job.
  public static Optional<Erasure> begunAnew(ObjectKey key, Instant now) {
    Matcher parts = KEY.matcher(key.value());
    return parts.matches()
        ? Optional.of(
            Erasure.begin(
                new TenantId(parts.group(1)), new Person(new Subject(parts.group(2))), now))
        : Optional.empty();
  }

  /// Where receipts lie, beside the jobs that they outlive.
  public static ObjectKey key(Erasure erasure) {
    return FOLDER.child(erasure.tenant().value()).child(erasure.id().value() + ".json");
  }

  private static ObjectNode line(HookAnswer answer) {
    return Json.object()
        .put("hook", answer.hook())
        .put("told", answer.told())
        .put("tries", answer.tries())
        .put("at", answer.at().toString())
        .put("answer", answer.answer());
  }
}
