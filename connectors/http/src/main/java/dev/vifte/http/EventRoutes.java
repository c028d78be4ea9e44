package dev.vifte.http;

import dev.vifte.Jobs;
import dev.vifte.Json;
import dev.vifte.Node;
import dev.vifte.event.JobEvent;
import dev.vifte.event.NumberedEvent;
import dev.vifte.job.JobRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/// A job's events as server-sent events
/// (<https://html.spec.whatwg.org/multipage/server-sent-events.html>): `id` is the number to resume
/// behind, `event` the type, `data` the event as JSON. The stream ends with the job.
final class EventRoutes {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
  private static final ByteString COMMENT = ByteString.fromString(": still here\n\n");
  private static final ByteString RETRY = ByteString.fromString("retry: 1000\n\n");

  private final Node node;
  private final Live live;

  EventRoutes(Node node, Live live) {
    this.node = node;
    this.live = live;
  }

  HttpResponse follow(Call call) throws IOException {
    JobRecord job =
        node.jobs().find(call.tenant(), call.job()).orElseThrow(() -> JobRoutes.noJob(call.job()));
    long after =
        call.header("Last-Event-ID", Long::valueOf)
            .or(() -> call.query("after", Long::valueOf))
            .orElse(0L);
    if (after < 0) {
      throw ProblemKind.MALFORMED.refuse("Last-Event-ID must be 0 or more, not " + after);
    }
    if (overAt(job, after)) {
      return HttpResponse.create().withStatus(204); // tells an EventSource not to come back
    }
    Source<ByteString, ?> lines =
        node.jobs()
            .follow(job.id(), after)
            .takeWhile(event -> !isEnd(event, job), true)
            .map(EventRoutes::lines)
            .prepend(Source.single(RETRY))
            .keepAlive(KEEP_ALIVE, () -> COMMENT)
            .via(live.endless());
    var type = ContentTypes.create(MediaTypes.TEXT_EVENT_STREAM);
    return HttpResponse.create()
        .withEntity(HttpEntities.createChunked(type, lines))
        .addHeader(RawHeader.create("X-Accel-Buffering", "no"));
  }

  /// Whether an event ends the job as it is now; a replay goes on behind the end of the run before.
  static boolean isEnd(NumberedEvent event, JobRecord job) {
    return Jobs.isEnd(event) && event.event().data().path("run").asInt(1) >= job.run();
  }

  /// Whether nothing will come behind `after`.
  private boolean overAt(JobRecord job, long after) throws IOException {
    if (after == 0) {
      return false;
    }
    var log = node.context().backend().events();
    List<NumberedEvent> last = log.read(job.id(), after - 1, 1);
    return last.stream().anyMatch(event -> event.number() == after && isEnd(event, job))
        || (job.state().ended() && log.read(job.id(), after, 1).isEmpty());
  }

  private static ByteString lines(NumberedEvent numbered) {
    JobEvent event = numbered.event();
    var json = Json.object().put("job", event.job().value()).put("at", event.at().toString());
    json.setAll(event.data());
    String data = new String(Json.bytes(json), StandardCharsets.UTF_8);
    return ByteString.fromString(
        "id: %d\nevent: %s\ndata: %s\n\n".formatted(numbered.number(), event.type().word(), data));
  }
}
