package dev.vifte.backup;

import dev.vifte.Node;
import dev.vifte.app.Role;
import dev.vifte.app.Stores;
import dev.vifte.app.Wiring;
import dev.vifte.app.settings.Settings;
import dev.vifte.erased.Marks;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.Erasure;
import dev.vifte.job.JobId;
import dev.vifte.job.Subject;
import dev.vifte.job.TenantId;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.stage.Stages;
import dev.vifte.testkit.Probe;
import dev.vifte.workers.MediaPipeline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gateway and workers of one installation, wired as `vifte up` does it.
public final class Installation implements AutoCloseable {
  private static final TenantId TENANT = new TenantId("default");
  private static final PipelineName MEDIA = new PipelineName("media");

  private final Wiring wiring;

  private Installation(Wiring wiring) {
    this.wiring = wiring;
  }

  public static Installation start(Map<String, String> environment, Path scratch) {
    return start(environment, scratch, Role.BOTH);
  }

  /// One that takes uploads and works on none.
  public static Installation gateway(Map<String, String> environment, Path scratch) {
    return start(environment, scratch, Role.of(true, Optional.empty(), stages(scratch)));
  }

  private static Stages stages(Path scratch) {
    return Wiring.stages(scratch.resolve("no-plugins"));
  }

  private static Installation start(Map<String, String> environment, Path scratch, Role role) {
    Settings settings = Settings.load(Optional.empty(), environment);
    var plan =
        new Wiring.Plan(
            settings,
            Stores.of(settings, _ -> {}),
            stages(scratch),
            List.of(MediaPipeline.MEDIA),
            scratch.resolve("isolated"),
            role);
    return new Installation(Wiring.start(plan));
  }

  public Node node() {
    return wiring.node();
  }

  /// Uploads a file; the job when it was accepted.
  public JobId accepted(Marks.Upload file, Optional<String> about) throws IOException {
    return ((UploadResult.Accepted) upload(file, about)).job().id();
  }

  public UploadResult upload(Marks.Upload file, Optional<String> about) throws IOException {
    Optional<Subject> subject =
        about.isPresent() ? Optional.of(subject(about.get())) : Optional.empty();
    var request =
        new UploadRequest(
            TENANT,
            MEDIA,
            file.name(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            subject);
    return node().uploads().accept(request, new ByteArrayInputStream(file.bytes()));
  }

  private Subject subject(String name) throws IOException {
    return node().jobs().erasures().named(TENANT, name);
  }

  /// Erases a person and waits until that is over.
  public Erasure erase(String name) throws Exception {
    node().jobs().erasures().subject(TENANT, subject(name));
    return awaitErased(name);
  }

  public Erasure awaitErased(String name) throws Exception {
    JobId id = Erasure.idOf(new Erasure.Person(subject(name)));
    Probe.eventually(
        "the erasure has ended",
        () ->
            node()
                .jobs()
                .erasures()
                .find(TENANT, id)
                .filter(erasure -> erasure.phase().ended())
                .isPresent());
    return node().jobs().erasures().find(TENANT, id).orElseThrow();
  }

  /// How a job stands; empty when there is none.
  public String state(JobId job) throws IOException {
    return node()
        .jobs()
        .document(TENANT, job)
        .map(document -> document.path("state").asText())
        .orElse("");
  }

  public void awaitEnds(List<JobId> jobs) throws Exception {
    for (JobId job : jobs) {
      Probe.eventually(
          "job %s has ended".formatted(job), () -> !List.of("running", "").contains(state(job)));
    }
  }

  @Override
  public void close() {
    wiring.close();
  }
}
