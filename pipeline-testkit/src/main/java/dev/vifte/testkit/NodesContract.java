package dev.vifte.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Backend;
import dev.vifte.Node;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.JobRecord;
import dev.vifte.job.NodeId;
import dev.vifte.job.TenantId;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.PutOptions;
import dev.vifte.observe.PipelineEvent;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.PipelineVersion;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageProvider;
import dev.vifte.stage.StageSettings;
import dev.vifte.stage.Stages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Several nodes on one backend, as the engine promises it: extend it and say how to open a fresh
/// backend.
public abstract class NodesContract {
  private static final TenantId TENANT = new TenantId("acme");
  private static final PipelineName NAME = new PipelineName("p");

  private final Queue<String> ran = new ConcurrentLinkedQueue<>();
  private final Queue<PipelineEvent> told = new ConcurrentLinkedQueue<>();
  private final JobProbe ends = new JobProbe();
  private final List<Node> nodes = new ArrayList<>();
  private final CountDownLatch gate = new CountDownLatch(1);
  private Optional<Backend> backend = Optional.empty();

  /// Opens a fresh, empty backend.
  protected abstract Backend open() throws IOException;

  @BeforeEach
  final void openBackend() throws IOException {
    backend = Optional.of(open());
  }

  @AfterEach
  final void closeAll() throws IOException {
    nodes.forEach(Node::close);
    backend.orElseThrow().close();
  }

  @Test
  void a_version_deployed_on_one_node_is_soon_served_by_all() throws Exception {
    Node one = start(node("one").running(using("test/old")).stages(knowing("test/old")));
    Node two = start(node("two").stages(knowing("test/old", "test/new")));

    two.pipelines().deploy(using("test/new"));
    Probe.eventually(
        "the first node knows the new version",
        () -> one.pipelines().current(NAME).orElseThrow().version().equals(version("test/new")));
    ended(one, upload(one));

    assertThat(ran).containsExactly("two test/new");
  }

  @Test
  void a_job_in_flight_ends_on_the_version_it_began_with() throws Exception {
    Node one = start(node("one").running(using("test/held")).stages(knowing("test/held")));
    JobRecord early = upload(one);
    Probe.eventually("the first job runs", () -> ran.contains("one test/held"));

    one.pipelines().deploy(using("test/held", "test/new"));
    JobRecord late = upload(one);
    gate.countDown();
    ended(one, early);
    ended(one, late);

    assertThat(early.version()).isEqualTo(version("test/held"));
    assertThat(late.version()).isEqualTo(version("test/held", "test/new"));
  }

  @Test
  void a_node_without_the_code_says_so_takes_none_of_its_tasks_and_still_takes_uploads()
      throws Exception {
    Node full = start(node("full").running(using("test/own")).stages(knowing("test/own")));
    Node bare = start(node("bare"));

    ended(full, upload(bare));

    assertThat(bare.pools()).isEmpty();
    assertThat(ran).containsExactly("full test/own");
    full.pipelines().deploy(using("test/own", "test/more"));
    Probe.eventually(
        "the bare node tells what it lacks",
        () ->
            told.stream()
                .anyMatch(event ->
                    event instanceof PipelineEvent.PipelineChanged changed
                        && changed.missing().contains(new StageKind("test/more"))));
  }

  @Test
  void each_node_works_on_its_own_kinds() throws Exception {
    Pipeline both = using("test/a", "test/b");
    Node a = start(node("a").running(both).workingOn(kind -> kind.value().equals("test/a")));
    start(node("b").stages(knowing("test/b")).workingOn(kind -> kind.value().equals("test/b")));

    ended(a, upload(a));

    assertThat(ran).containsExactlyInAnyOrder("a test/a", "b test/b");
  }

  @Test
  void a_node_may_take_uploads_only() throws Exception {
    Node gateway = start(node("gateway").running(using("test/a")).withoutWorkers());
    start(node("worker").stages(knowing("test/a")));

    ended(gateway, upload(gateway));

    assertThat(ran).containsExactly("worker test/a");
  }

  @Test
  void what_is_deployed_wins_over_what_a_later_node_brings_as_its_default() throws Exception {
    start(node("one").running(using("test/a")));
    Node two = start(node("two").runningUnlessDeployed(using("test/b")));

    assertThat(two.pipelines().current(NAME).orElseThrow().version()).isEqualTo(version("test/a"));
  }

  @Test
  void a_job_on_an_older_version_ends_after_a_restart_though_no_pipeline_uses_its_stage()
      throws Exception {
    Node first = start(node("first").running(using("test/old")).withoutWorkers());
    JobRecord job = upload(first);
    first.pipelines().deploy(using("test/new"));

    Node second = start(node("second").stages(knowing("test/old", "test/new")));
    ended(second, job);

    assertThat(ran).containsExactly("second test/old");
  }

  @Test
  void what_a_newer_version_deployed_is_told_and_stops_nothing() throws Exception {
    deployed("later", "{\"format\": 99, \"how\": [\"unknown\"]}");

    Node node = start(node("one").running(using("test/a")));
    ended(node, upload(node));

    assertThat(told)
        .anySatisfy(event ->
            assertThat(event.toString()).contains("deployed/later.json", "update this node"));
    assertThat(ran).containsExactly("one test/a");
  }

  private void deployed(String name, String pointer) throws IOException {
    backend
        .orElseThrow()
        .objects()
        .put(
            new ObjectKey("deployed").child(name + ".json"),
            new ByteArrayInputStream(pointer.getBytes(StandardCharsets.UTF_8)),
            PutOptions.once(new MediaType("application/json")));
  }

  private Node.Draft node(String name) {
    return Node.on(backend.orElseThrow())
        .named(new NodeId(name))
        .within(EngineFixture.limits())
        .listening(ends)
        .listening(told::add)
        .listening(event -> {
          if (event instanceof PipelineEvent.AttemptStarted(PipelineEvent.Run run)) {
            ran.add(name + " " + run.kind());
          }
        });
  }

  private Node start(Node.Draft draft) throws IOException {
    Node node = draft.start();
    nodes.add(node);
    return node;
  }

  private static JobRecord upload(Node node) throws IOException {
    var request =
        new UploadRequest(
            TENANT, NAME, "a.txt", Optional.empty(), Optional.empty(), Optional.empty());
    var bytes = new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8));
    return ((UploadResult.Accepted) node.uploads().accept(request, bytes)).job();
  }

  private void ended(Node node, JobRecord job) throws Exception {
    ends.awaitEnd(job.id(), 1, Duration.ofSeconds(30));
    assertThat(node.jobs().document(TENANT, job.id()).orElseThrow().at("/state").asText())
        .isEqualTo("completed");
  }

  private Pipeline using(String kind, String... more) {
    Pipeline pipeline = Pipeline.named("p").stage("s0", stage(kind));
    for (int i = 0; i < more.length; i++) {
      pipeline = pipeline.stage("s" + (i + 1), stage(more[i]));
    }
    return pipeline;
  }

  private PipelineVersion version(String kind, String... more) {
    return using(kind, more).version();
  }

  private Stages knowing(String... kinds) {
    return Stages.of(
        List.of(kinds).stream().map(this::stage).map(Provided::new).toArray(StageProvider[]::new));
  }

  private LambdaStage stage(String kind) {
    return LambdaStage.of(
        kind,
        in -> {
          if (kind.equals("test/held")) {
            gate.await();
          }
          return Outcome.done();
        });
  }

  /// Makes the same stage whatever the settings are.
  private record Provided(LambdaStage stage) implements StageProvider {
    @Override
    public StageKind kind() {
      return stage.kind();
    }

    @Override
    public String summary() {
      return "a stage of a test";
    }

    @Override
    public Stage create(StageSettings settings) {
      return stage;
    }
  }
}
