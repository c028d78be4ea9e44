package dev.vifte.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparingInt;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vifte.Node;
import dev.vifte.event.NumberedEvent;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.Erasure;
import dev.vifte.job.JobId;
import dev.vifte.job.JobQuery;
import dev.vifte.job.Subject;
import dev.vifte.job.TaskId;
import dev.vifte.job.TenantId;
import dev.vifte.object.ByteRange;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.ObjectStore;
import dev.vifte.observe.Step;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.queue.Backlog;
import dev.vifte.run.StagePool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The node's door: uploads as any gateway takes them, and a few questions of the test. Answers are
/// plain text; the path holds the arguments.
final class Door implements AutoCloseable {
  private static final Optional<Subject> NOBODY = Optional.empty();
  private static final TenantId TENANT = new TenantId("default");

  private final Node node;
  private final Fuse fuse;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private final int factor;

  private Door(Node node, Fuse fuse, int factor, HttpServer server) {
    this.node = node;
    this.fuse = fuse;
    this.factor = factor;
    this.server = server;
  }

  /// @param factor how much faster the node's time runs than that of the wall
  static Door open(Node node, Fuse fuse, int factor) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var door = new Door(node, fuse, factor, HttpServer.create(address, 0));
    door.server.setExecutor(door.threads);
    door.server.createContext("/", door::handle);
    door.server.start();
    return door;
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private record Answer(int status, String text) {}

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      byte[] bytes = answer.text.getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    List<String> path = List.of(exchange.getRequestURI().getPath().substring(1).split("/", 2));
    return switch (path.getFirst()) {
      case "upload" -> upload(List.of(path.getLast().split("/")), exchange);
      case "erase" -> ok(erase(path.getLast()));
      case "erasure" -> ok(erasure(path.getLast()));
      case "objects" -> ok(objects(new JobId(path.getLast())));
      case "arm" -> arm(path.getLast());
      case "replay" -> ok(node.deadLetters().replay(TaskId.parse(path.getLast())).toString());
      case "states" -> ok(states());
      case "events" -> ok(events(new JobId(path.getLast())));
      case "outputs" -> ok(outputs(new JobId(path.getLast())));
      case "idle" -> ok(String.valueOf(idle()));
      default -> new Answer(404, "no such question");
    };
  }

  private static Answer ok(String text) {
    return new Answer(200, text);
  }

  private Answer upload(List<String> pipelineAndKey, HttpExchange exchange) throws IOException {
    var request =
        new UploadRequest(
            TENANT,
            new PipelineName(pipelineAndKey.getFirst()),
            pipelineAndKey.get(1),
            Optional.of(pipelineAndKey.get(1)),
            Optional.empty(),
            Optional.empty(),
            pipelineAndKey.size() > 2 ? Optional.of(subject(pipelineAndKey.get(2))) : NOBODY);
    return switch (node.uploads().accept(request, exchange.getRequestBody())) {
      case UploadResult.Accepted(var job, _) -> new Answer(202, job.id().value());
      case UploadResult.InProgress(_, var wait) ->
          new Answer(409, String.valueOf(wait.dividedBy(factor).toMillis()));
      case UploadResult other -> new Answer(400, other.toString());
    };
  }

  private Subject subject(String name) throws IOException {
    return node.jobs().erasures().named(TENANT, name);
  }

  private String erase(String name) throws IOException {
    return node.jobs().erasures().subject(TENANT, subject(name)).phase().word();
  }

  /// How far the erasure of a person is.
  private String erasure(String name) throws IOException {
    JobId id = Erasure.idOf(new Erasure.Person(subject(name)));
    return node.jobs().erasures().find(TENANT, id).map(e -> e.phase().word()).orElse("none");
  }

  /// Everything that lies in the folders of a job.
  private String objects(JobId job) throws IOException {
    var keys = new ArrayList<String>();
    for (String folder : List.of("in", "out")) {
      var key = new ObjectKey(folder).child(TENANT.value()).child(job.value());
      try (var found = node.context().backend().objects().list(ObjectPrefix.under(key))) {
        found.forEach(each -> keys.add(each.key().value()));
      }
    }
    return String.join("\n", keys);
  }

  private Answer arm(String what) {
    List<String> words = List.of(what.split("/"));
    fuse.arm(Step.valueOf(words.getFirst()), Integer.parseInt(words.getLast()));
    return ok("armed");
  }

  private String states() throws IOException {
    var newest =
        new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1000);
    return node.jobs().list(newest).stream()
        .map(job -> job.id() + " " + job.state().word())
        .collect(Collectors.joining("\n"));
  }

  private String events(JobId job) throws IOException {
    return node.context().backend().events().read(job, 0, 1000).stream()
        .map(NumberedEvent::event)
        .map(event ->
            "%s %s %s"
                .formatted(
                    event.type().word(),
                    event.data().path("stage").asText(),
                    event.data().path("item").asText()))
        .map(String::strip)
        .collect(Collectors.joining("\n"));
  }

  /// Key and sum of everything that lies in the job's folder, but for its manifests: those tell
  /// times.
  private String outputs(JobId job) throws IOException {
    var folder = new ObjectKey("out").child(TENANT.value()).child(job.value());
    ObjectStore objects = node.context().backend().objects();
    var lines = new ArrayList<String>();
    try (Stream<ObjectInfo> found = objects.list(ObjectPrefix.under(folder))) {
      for (ObjectInfo each : found.toList()) {
        String name = each.key().value().substring(folder.value().length() + 1);
        if (!name.startsWith("manifest-")) {
          lines.add(name + " " + sha256(objects, each.key()));
        }
      }
    }
    return String.join("\n", lines);
  }

  private static String sha256(ObjectStore objects, ObjectKey key) throws IOException {
    try (var content = objects.open(key, ByteRange.ALL)) {
      return Sums.sha256(content.stream().readAllBytes());
    }
  }

  /// Nothing waits, nothing runs, nothing is delayed: nobody but a reconciler moves any more. Asked
  /// in the order in which work moves on, so that none slips past.
  private boolean idle() throws IOException {
    for (StagePool pool : node.pools().stream().sorted(comparingInt(Door::turn)).toList()) {
      Backlog backlog = node.context().backend().queue().backlog(pool.name());
      if (backlog.waiting() + backlog.inFlight() + pool.busy() > 0) {
        return false;
      }
    }
    return true;
  }

  private static int turn(StagePool pool) {
    return Work.ORDER.indexOf(pool.name().value());
  }
}
