package dev.vifte.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.Node;
import dev.vifte.deadletter.DeadLetters.Replay;
import dev.vifte.ingest.Intake.Answer;
import dev.vifte.job.DeadLetter;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.ItemName;
import dev.vifte.job.TaskId;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.StageName;
import dev.vifte.stage.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/// Dead letters: what was given up and why, to be replayed or dropped.
final class DeadLetterRoutes {
  private final Node node;
  private final Replays replays;

  DeadLetterRoutes(Node node) {
    this.node = node;
    this.replays = new Replays(node);
  }

  HttpResponse list(Call call) throws IOException {
    int limit = call.limit();
    var query =
        new DeadLetterQuery(
            Optional.of(call.tenant()),
            call.query("pipeline", PipelineName::new),
            call.query("stage", StageName::new),
            call.query("reason", DeadLetterRoutes::reason),
            call.query("after", TaskId::parse),
            limit);
    List<DeadLetter> found = node.deadLetters().list(query);
    ObjectNode json = Json.object();
    ArrayNode letters = json.putArray("deadLetters");
    found.forEach(letter -> letters.add(view(letter)));
    if (found.size() == limit) {
      json.put("after", found.getLast().task().toString());
    }
    return Replies.json(200, json);
  }

  HttpResponse show(Call call) throws IOException {
    return Replies.tagged(call, view(letter(call)));
  }

  HttpResponse drop(Call call) throws IOException {
    DeadLetter letter = letter(call);
    if (!node.deadLetters().drop(letter.task())) {
      throw ProblemKind.CONFLICT.refuse(
          "the dead letter of %s is %s; only waiting ones can be dropped"
              .formatted(letter.task(), letter.fate().word()));
    }
    return HttpResponse.create().withStatus(204);
  }

  HttpResponse replay(Call call) throws IOException {
    ReplayOrder order = ReplayOrder.read(call.body().small());
    requireRoom();
    if (order.task().isPresent()) {
      return replay(call, order.task().get());
    }
    return Replies.json(202, replays.all(order.query(call.tenant()), order.rate()));
  }

  /// What is replayed takes room in the queue like an upload.
  private void requireRoom() throws IOException {
    Optional<Answer.Unavailable> full = node.intake().overCapacity();
    if (full.isPresent()) {
      throw new Refused(
          ProblemKind.UNAVAILABLE.because(full.get().why()).retryAfter(full.get().retryAfter()));
    }
  }

  private HttpResponse replay(Call call, TaskId task) throws IOException {
    DeadLetter letter =
        node.deadLetters()
            .show(task)
            .filter(l -> l.tenant().equals(call.tenant()))
            .orElseThrow(() -> noLetter(task));
    return switch (node.deadLetters().replay(letter.task())) {
      case Replay.Published(TaskId done) -> {
        ObjectNode json = Json.object();
        json.putArray("replayed").add(done.toString());
        json.putArray("overtaken");
        yield Replies.json(202, json);
      }
      case Replay.NoSuchLetter _ ->
          throw ProblemKind.CONFLICT.refuse(
              "the dead letter of %s is %s; only waiting ones can be replayed"
                  .formatted(task, letter.fate().word()));
      case Replay.StillRefused(TaskId _, String why) -> throw ProblemKind.CONFLICT.refuse(why);
      case Replay.Overtaken _ ->
          throw ProblemKind.CONFLICT.refuse(
              "another request changed %s at the same moment; look at it again".formatted(task));
    };
  }

  private DeadLetter letter(Call call) throws IOException {
    TaskId stage = TaskId.of(call.job(), call.stage());
    TaskId task =
        call.segment("item").isEmpty() ? stage : stage.item(call.segment("item", ItemName::new));
    return node.deadLetters()
        .show(task)
        .filter(letter -> letter.tenant().equals(call.tenant()))
        .orElseThrow(() -> noLetter(task));
  }

  private static Refused noLetter(TaskId task) {
    return ProblemKind.NOT_FOUND.refuse(
        "there is no dead letter of %s; /v1/dead-letters lists those there are".formatted(task));
  }

  static Reason reason(String word) {
    try {
      return Reason.of(word);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'%s' is no reason".formatted(word), e);
    }
  }

  private static ObjectNode view(DeadLetter letter) {
    TaskId task = letter.task();
    ObjectNode json =
        Json.object()
            .put("task", task.toString())
            .put("job", task.job().value())
            .put("stage", task.stage().value());
    task.item().ifPresent(item -> json.put("item", item.value()));
    json.put("pipeline", letter.pipeline().value())
        .put("version", letter.version().value())
        .put("uses", letter.uses().value())
        .put("stageVersion", letter.stageVersion())
        .put("reason", letter.refusal().reason().word())
        .put("why", letter.refusal().why())
        .put("died", letter.died().toString())
        .put("run", letter.run())
        .put("fate", letter.fate().word())
        .put("href", "/v1/dead-letters/" + task);
    json.putObject("input")
        .put("name", letter.input().name())
        .put("size", letter.input().size())
        .put("type", letter.input().type().value())
        .put("sha256", letter.input().sha256());
    ArrayNode log = json.putArray("log");
    letter.log().forEach(note -> log.add(Json.tree(note)));
    return json;
  }
}
