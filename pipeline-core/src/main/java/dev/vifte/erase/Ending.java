package dev.vifte.erase;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.audit.AuditLog;
import dev.vifte.job.Entry;
import dev.vifte.job.Erasure;
import dev.vifte.job.Erasure.HookAnswer;
import dev.vifte.job.Erasure.Person;
import dev.vifte.job.Erasure.Phase;
import dev.vifte.job.Erasure.Removed;
import dev.vifte.job.JobId;
import dev.vifte.job.Versioned;
import dev.vifte.object.MediaType;
import dev.vifte.object.PutOptions;
import dev.vifte.observe.Step;
import dev.vifte.run.NodeContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The end of an erasure of which nothing is left here: the customer's hooks are told, each until
/// it knows, then the receipt is written. A hook that cannot be told for half a day leaves the
/// erasure incomplete, and says so.
final class Ending {
  private static final int MOST_TRIES = 20;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST_JOBS = 1000;
  private static final PutOptions JSON = PutOptions.replacing(new MediaType("application/json"));

  private final NodeContext node;
  private final List<EraseHook> hooks;
  private final AuditLog audit;

  Ending(NodeContext node, List<EraseHook> hooks, AuditLog audit) {
    this.node = node;
    this.audit = audit;
    this.hooks = hooks;
  }

  /// Tells the hooks that do not know yet, and ends when all do.
  void call(Versioned<Erasure> seen) throws IOException {
    Versioned<Erasure> now = seen;
    for (EraseHook hook : deaf(seen.value())) {
      Optional<Versioned<Erasure>> told = tell(now, hook);
      if (told.isEmpty()) {
        return;
      }
      now = told.get();
    }
    if (deaf(now.value()).isEmpty()) {
      end(now, Phase.DONE);
    } else if (tries(now.value()) >= MOST_TRIES) {
      end(now, Phase.INCOMPLETE);
    } else {
      Instant again = at().plus(pause(now.value()));
      Erasure later = now.value().at(Phase.CALLING, at(), Optional.of(again));
      boolean _ = node.backend().jobs().replace(now, later);
    }
  }

  /// The hooks that do not know yet; one job alone is no business of theirs.
  private List<EraseHook> deaf(Erasure erasure) {
    return erasure.target() instanceof Person
        ? hooks.stream().filter(hook -> !told(erasure, hook)).toList()
        : List.of();
  }

  /// Tells one hook and notes its answer; empty when another node is at it.
  private Optional<Versioned<Erasure>> tell(Versioned<Erasure> seen, EraseHook hook)
      throws IOException {
    Erasure erasure = seen.value();
    int tries = answer(erasure, hook).map(HookAnswer::tries).orElse(0) + 1;
    HookAnswer answer;
    try {
      answer = new HookAnswer(hook.name(), tries, true, at(), hook.tell(message(erasure)));
    } catch (IOException | RuntimeException e) {
      answer = new HookAnswer(hook.name(), tries, false, at(), String.valueOf(e.getMessage()));
    }
    var answers = new ArrayList<>(erasure.hooks());
    answers.removeIf(old -> old.hook().equals(hook.name()));
    answers.add(answer);
    Erasure next =
        erasure
            .hearing(answers)
            .at(Phase.CALLING, at(), Optional.of(at().plus(node.limits().lease())));
    if (!node.backend().jobs().replace(seen, next)) {
      return Optional.empty();
    }
    node.steps().done(Step.ERASE_TOLD);
    return read(seen);
  }

  /// The receipt lies in the object store before the record says that it is over.
  private void end(Versioned<Erasure> seen, Phase how) throws IOException {
    Erasure ended = seen.value().at(how, at(), Optional.empty());
    if (ended.target() instanceof Person) {
      byte[] receipt = Json.bytes(Receipt.of(ended));
      node.backend().objects().put(Receipt.key(ended), new ByteArrayInputStream(receipt), JSON);
      audit.append(ended.tenant(), deed(ended));
      node.steps().done(Step.ERASE_RECEIPT);
    }
    if (node.backend().jobs().replace(seen, ended)) {
      node.steps().done(Step.ERASE_ENDED);
    }
  }

  private static AuditLog.Deed deed(Erasure ended) {
    Removed removed = ended.removed();
    return new AuditLog.Deed(
        "vifte",
        "subject.erased",
        ended.id().value(),
        Map.of("jobs", removed.jobs(), "objects", removed.objects(), "records", removed.records()));
  }

  /// What hooks are told: no name, but what the customer can find it by.
  private ObjectNode message(Erasure erasure) throws IOException {
    ObjectNode json = Json.object().put("erasure", erasure.id().value());
    json.put("tenant", erasure.tenant().value());
    if (erasure.target() instanceof Person(var subject)) {
      json.put("subject", subject.hash());
    }
    List<JobId> all = new Targets(node.backend().jobs()).of(erasure.target());
    ArrayNode jobs = json.putArray("jobs");
    all.stream().limit(MOST_JOBS).forEach(job -> jobs.add(job.value()));
    return json.put("more", Math.max(0, all.size() - MOST_JOBS));
  }

  private static boolean told(Erasure erasure, EraseHook hook) {
    return answer(erasure, hook).filter(HookAnswer::told).isPresent();
  }

  private static Optional<HookAnswer> answer(Erasure erasure, EraseHook hook) {
    return erasure.hooks().stream().filter(a -> a.hook().equals(hook.name())).findFirst();
  }

  private static int tries(Erasure erasure) {
    return erasure.hooks().stream()
        .filter(answer -> !answer.told())
        .mapToInt(HookAnswer::tries)
        .min()
        .orElse(0);
  }

  private static Duration pause(Erasure erasure) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(20, tries(erasure)));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private Instant at() {
    return node.clock().instant();
  }

  private Optional<Versioned<Erasure>> read(Versioned<Erasure> seen) throws IOException {
    Versioned<Entry> found = node.backend().jobs().read(List.of(seen.key())).get(seen.key());
    return found != null && found.value() instanceof Erasure erasure
        ? Optional.of(new Versioned<>(seen.key(), erasure, found.version()))
        : Optional.empty();
  }
}
