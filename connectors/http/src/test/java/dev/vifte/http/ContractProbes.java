package dev.vifte.http;

import dev.vifte.Backend;
import dev.vifte.ingest.Intake;
import dev.vifte.ingest.Residency;
import dev.vifte.ingest.Share;
import dev.vifte.ingest.Shares;
import dev.vifte.job.Erasure;
import dev.vifte.job.JobStore;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TenantId;
import dev.vifte.object.ObjectStore;
import dev.vifte.object.StoreFullException;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// For each operation and status of the contract a request that gets it.
final class ContractProbes implements AutoCloseable {
  private static final String UPLOAD = "POST /v1/pipelines/{pipeline}/jobs ";
  private static final String JOB = "GET /v1/jobs/{job} ";
  private static final String ERASE = "DELETE /v1/jobs/{job} ";
  private static final String CANCEL = "POST /v1/jobs/{job}/cancel ";
  private static final String SUBJECT = "DELETE /v1/subjects/{subject} ";
  private static final String ERASURE = "GET /v1/erasures/{erasure} ";
  private static final String EVENTS = "GET /v1/jobs/{job}/events ";
  private static final String MANIFEST = "GET /v1/jobs/{job}/manifest ";
  private static final String OUTPUT = "GET /v1/jobs/{job}/outputs/{stage}/{name} ";
  private static final String REPLAY = "POST /v1/dead-letters/replay ";
  private static final String LETTER = "/v1/dead-letters/{job}/{stage}";
  private static final String NONE = "/v1/jobs/00000000";

  private final CountDownLatch go = new CountDownLatch(1);
  private final Faults full = new Faults();
  private final Faults down = new Faults();
  private final Served open;
  private final Served keyed;
  private final Served narrow;
  private final Served broken;
  private final String done;
  private final Map<String, Probe> probes = new LinkedHashMap<>();

  /// A request and what it gets.
  @FunctionalInterface
  interface Probe {
    Answer ask() throws Exception;
  }

  ContractProbes() throws Exception {
    open =
        Served.with(
            Pipelines.copy(),
            Pipelines.held(go),
            Pipelines.fussy(new AtomicBoolean()),
            Pipelines.split());
    ApiKeys keys = ApiKeys.none();
    keys.create(new TenantId("acme"));
    keyed = Served.keyed(keys, Pipelines.copy());
    narrow =
        Served.taking(
            Intake.Limits.DEFAULTS.shares(Shares.same(new Share(1, 1000))), Pipelines.copy());
    Backend store = Served.memory();
    broken =
        Served.on(
            new Backend(
                full.in(ObjectStore.class, store.objects(), "put"),
                store.queue(),
                down.in(JobStore.class, store.jobs(), "read"),
                store.events()),
            Pipelines.copy());
    done = "/v1/jobs/" + open.finished("copy", "hello").job();
    uploads();
    jobs();
    erasures();
    files();
    deadLetters();
    rest();
    locked();
  }

  Served open() {
    return open;
  }

  Map<String, Probe> all() {
    return probes;
  }

  private void uploads() {
    probes.put(UPLOAD + 200, () -> open.finished("copy", "hello"));
    probes.put(UPLOAD + 202, () -> open.upload("held", "hello"));
    probes.put(UPLOAD + 400, () -> open.upload("copy", "x", "X-Lane", "express"));
    probes.put(UPLOAD + 404, () -> open.upload("nothing", "x"));
    probes.put(UPLOAD + 409, this::duringAnother);
    probes.put(UPLOAD + 413, () -> open.upload("copy", "x".repeat(2000)));
    probes.put(UPLOAD + 415, () -> open.upload("copy", "%PDF-1.7\n"));
    probes.put(UPLOAD + 421, ContractProbes::abroad);
    probes.put(UPLOAD + 422, () -> open.upload("copy", ""));
    probes.put(UPLOAD + 429, () -> until(429, () -> narrow.upload("copy", "x")));
    probes.put(UPLOAD + 503, this::inACrowd);
    probes.put(
        UPLOAD + 507,
        () -> {
          full.begin(new StoreFullException("no room", new IOException("no space left")));
          return broken.upload("copy", "x");
        });
  }

  private static Answer abroad() throws Exception {
    var residency = new Residency(Optional.of("eu"), Map.of(new TenantId("default"), "us"));
    var limits = Intake.Limits.DEFAULTS.residency(residency);
    try (Served there = Served.taking(limits, Pipelines.copy())) {
      return there.upload("copy", "x");
    }
  }

  private void jobs() {
    probes.put("GET /v1/jobs 200", () -> open.get("/v1/jobs"));
    probes.put("GET /v1/jobs 400", () -> open.get("/v1/jobs?state=sleeping"));
    probes.put(JOB + 200, () -> open.get(done));
    probes.put(JOB + 304, () -> again(done));
    probes.put(JOB + 404, () -> open.get(NONE));
    probes.put(CANCEL + 200, () -> cancel("/v1/jobs/" + open.upload("held", "x").job()));
    probes.put(CANCEL + 404, () -> cancel(NONE));
    probes.put(CANCEL + 409, () -> cancel(done));
    probes.put(
        ERASE + 204, () -> open.send("DELETE", "/v1/jobs/" + open.finished("copy", "x").job(), ""));
    probes.put(ERASE + 404, () -> open.send("DELETE", NONE, ""));
    probes.put(EVENTS + 200, () -> open.get(done + "/events"));
    probes.put(EVENTS + 204, () -> open.get(done + "/events?after=999999"));
    probes.put(EVENTS + 400, () -> open.get(done + "/events?after=soon"));
    probes.put(EVENTS + 404, () -> open.get(NONE + "/events"));
  }

  private void erasures() {
    String gone = "/v1/subjects/somebody";
    probes.put(SUBJECT + 202, () -> open.send("DELETE", "/v1/subjects/nobody-yet", ""));
    probes.put(SUBJECT + 200, this::longErased);
    probes.put(SUBJECT + 400, () -> open.send("DELETE", "/v1/subjects/%20", ""));
    probes.put(ERASURE + 200, () -> open.get(erasure(gone)));
    probes.put(ERASURE + 304, () -> until(304, () -> again(erasure(gone))));
    probes.put("GET /v1/audit 200", () -> open.get("/v1/audit"));
    probes.put("GET /v1/audit 400", () -> open.get("/v1/audit?after=soon"));
    probes.put(ERASURE + 404, () -> open.get("/v1/erasures/e-00000000"));
    probes.put(
        UPLOAD + 410,
        () -> {
          open.send("DELETE", gone, "");
          return open.upload("copy", "x", "Vifte-Subject", "somebody");
        });
  }

  /// As if the erasure had ended.
  private Answer longErased() throws Exception {
    String name = "erased-long-ago";
    var person = new Erasure.Person(open.node.jobs().erasures().named(Keys.DEFAULT, name));
    Erasure done =
        Erasure.begin(Keys.DEFAULT, person, Instant.EPOCH)
            .at(Erasure.Phase.DONE, Instant.EPOCH, Optional.empty());
    open.backend.jobs().create(RecordKey.of(done.id()), done);
    return open.send("DELETE", "/v1/subjects/" + name, "");
  }

  private String erasure(String subject) throws Exception {
    return open.send("DELETE", subject, "").header("Location");
  }

  private void files() {
    String output = done + "/outputs/copy/copy.txt";
    probes.put(MANIFEST + 200, () -> open.get(done + "/manifest"));
    probes.put(MANIFEST + 206, () -> open.get(done + "/manifest", "Range", "bytes=0-1"));
    probes.put(MANIFEST + 304, () -> again(done + "/manifest"));
    probes.put(MANIFEST + 404, () -> open.get(NONE + "/manifest"));
    probes.put(MANIFEST + 416, () -> open.get(done + "/manifest", "Range", "bytes=99999-"));
    probes.put(OUTPUT + 200, () -> open.get(output));
    probes.put(OUTPUT + 206, () -> open.get(output, "Range", "bytes=0-1"));
    probes.put(OUTPUT + 304, () -> again(output));
    probes.put(OUTPUT + 404, () -> open.get(output + "x"));
    probes.put(OUTPUT + 416, () -> open.get(output, "Range", "bytes=99999-"));
  }

  private void deadLetters() {
    probes.put("GET /v1/dead-letters 200", () -> open.get("/v1/dead-letters"));
    probes.put("GET /v1/dead-letters 400", () -> open.get("/v1/dead-letters?limit=0"));
    for (String item : List.of("", "/{item}")) {
      String get = "GET " + LETTER + item + " ";
      String drop = "DELETE " + LETTER + item + " ";
      String none = "/v1/dead-letters/00000000/judge" + (item.isEmpty() ? "" : "/1-2");
      probes.put(get + 200, () -> open.get(dead(item)));
      probes.put(get + 304, () -> again(dead(item)));
      probes.put(get + 404, () -> open.get(none));
      probes.put(drop + 204, () -> open.send("DELETE", dead(item), ""));
      probes.put(drop + 404, () -> open.send("DELETE", none, ""));
      probes.put(drop + 409, () -> twice(dead(item)));
    }
    probes.put(REPLAY + 202, () -> replay(dead("").substring("/v1/dead-letters/".length())));
    probes.put(REPLAY + 400, () -> open.send("POST", "/v1/dead-letters/replay", "{"));
    probes.put(REPLAY + 404, () -> replay("00000000/judge"));
    probes.put(REPLAY + 409, this::replayDropped);
    probes.put(
        REPLAY + 413, () -> open.send("POST", "/v1/dead-letters/replay", "x".repeat(70_000)));
  }

  private void rest() {
    for (String path : List.of("/v1/pipelines", "/metrics", "/health/live", "/openapi.json", "/")) {
      probes.put("GET " + path + " 200", () -> open.get(path));
    }
    probes.put("GET /v1/pipelines 304", () -> again("/v1/pipelines"));
    probes.put("GET /health/ready 200", () -> open.get("/health/ready"));
    probes.put(
        "GET /health/ready 503",
        () -> {
          down.begin(new IOException("gone"));
          return broken.get("/health/ready");
        });
    probes.put("GET /problems/{kind} 200", () -> open.get("/problems/too-large"));
    probes.put("GET /problems/{kind} 404", () -> open.get("/problems/boredom"));
    probes.put("GET /assets/{file} 200", () -> open.get("/assets/page.css"));
    probes.put("GET /assets/{file} 404", () -> open.get("/assets/page.html"));
  }

  /// Whatever is not open answers 401 to those without a key.
  private void locked() {
    for (Route route : Gateway.routes(keyed.node, new Live(), () -> "")) {
      if (!route.everyone()) {
        String path = route.path().replaceAll("\\{\\w+}", "00000000");
        probes.put(
            route.method().value() + " " + route.path() + " 401",
            () -> keyed.send(route.method().value(), path, ""));
      }
    }
  }

  private Answer again(String path) throws Exception {
    return open.get(path, "If-None-Match", open.get(path).header("ETag"));
  }

  private Answer cancel(String job) throws Exception {
    return open.send("POST", job + "/cancel", "");
  }

  private Answer twice(String path) throws Exception {
    open.send("DELETE", path, "");
    return open.send("DELETE", path, "");
  }

  /// The path of a fresh dead letter: of a stage, or of an item.
  private String dead(String item) throws Exception {
    return item.isEmpty()
        ? "/v1/dead-letters/" + open.finished("fussy", "x").job() + "/judge"
        : "/v1/dead-letters/" + open.finished("split", "x").job() + "/parts/1-2";
  }

  private Answer replay(String task) throws Exception {
    return open.send("POST", "/v1/dead-letters/replay", "{\"task\": \"" + task + "\"}");
  }

  private Answer replayDropped() throws Exception {
    String path = dead("");
    open.send("DELETE", path, "");
    return replay(path.substring("/v1/dead-letters/".length()));
  }

  /// While an upload of the same key is coming in.
  private Answer duringAnother() throws Exception {
    try (var _ = HalfSent.to(open, "held", "Idempotency-Key", "half")) {
      open.await("/v1/jobs?state=receiving", jobs -> !jobs.json().at("/jobs").isEmpty());
      return open.upload("held", "x", "Idempotency-Key", "half");
    }
  }

  /// While the only place is taken.
  private Answer inACrowd() throws Exception {
    try (Served one = Served.taking(Intake.Limits.DEFAULTS.uploads(1), Pipelines.held(go));
        var _ = HalfSent.to(one, "held")) {
      return one.upload("held", "x");
    }
  }

  private static Answer until(int status, Probe probe) throws Exception {
    Answer answer = probe.ask();
    for (int tries = 0; answer.status() != status && tries < 20; tries++) {
      answer = probe.ask();
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    go.countDown();
    for (Served served : List.of(open, keyed, narrow, broken)) {
      served.close();
    }
  }
}
