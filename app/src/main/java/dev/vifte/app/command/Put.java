package dev.vifte.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.app.ExitCode;
import dev.vifte.app.PipelineFiles;
import dev.vifte.app.Problem;
import dev.vifte.app.client.GatewayClient;
import dev.vifte.app.files.InputFiles;
import dev.vifte.app.screen.Progress;
import dev.vifte.app.screen.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vifte put`.
@Command(
    name = "put",
    description = "Uploads files to a running gateway; each becomes a job.",
    footer = {
      "",
      "Examples:",
      "  vifte put photo.jpg",
      "  vifte put scans --pipeline media --wait",
      "  vifte put passport.jpg --subject customer-4711",
      "  vifte put photo.jpg --json | jq -r '.jobs[].job'"
    })
final class Put implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "FILES", arity = "1..*", description = "Files, or folders with files.")
  private List<Path> files = List.of();

  @Option(names = "--pipeline", paramLabel = "NAME", description = "Default: ${DEFAULT-VALUE}.")
  private String pipeline = PipelineFiles.BUILT_IN;

  @Option(
      names = "--subject",
      paramLabel = "ID",
      description = {
        "Whose data the files hold, as you call them; kept as a hash.",
        "`vifte erase --subject ID` removes all of it."
      })
  private Optional<String> subject = Optional.empty();

  @Option(names = "--wait", description = "Waits until every job has ended; exits 1 if one failed.")
  private boolean wait;

  @Option(names = "--json", description = "The job documents as one JSON document.")
  private boolean json;

  @Mixin private final GatewayOption gateway = new GatewayOption();

  Put(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<Path> inputs = InputFiles.of(files, Path.of(".vifte"));
    List<ObjectNode> jobs;
    try (GatewayClient client = gateway.open(context)) {
      jobs = upload(client, inputs);
      if (wait) {
        jobs = jobs.stream().map(job -> job.has("job") ? ended(client, job) : job).toList();
      }
    }
    report(jobs);
    boolean good = jobs.stream().allMatch(job -> job.has("job") && (!wait || completed(job)));
    return (good ? ExitCode.OK : ExitCode.INCOMPLETE).number();
  }

  private List<ObjectNode> upload(GatewayClient client, List<Path> inputs) {
    var jobs = new ArrayList<ObjectNode>();
    try (Progress progress = context.screen().progress("put", inputs.size())) {
      for (Path file : inputs) {
        jobs.add(inputs.size() == 1 ? one(client, file) : oneOfMany(client, file));
        progress.step(file.toString());
      }
    }
    return jobs;
  }

  private ObjectNode one(GatewayClient client, Path file) {
    return client.upload(pipeline, file, subject, UUID.randomUUID().toString());
  }

  /// A file that is refused does not keep the others out.
  private ObjectNode oneOfMany(GatewayClient client, Path file) {
    try {
      return one(client, file);
    } catch (Problem e) {
      if (e.getCause() != null) {
        throw e;
      }
      ObjectNode refused = Json.object().put("state", "refused").put("why", e.getMessage());
      refused.putObject("input").put("name", file.toString());
      return refused;
    }
  }

  private static ObjectNode ended(GatewayClient client, ObjectNode job) {
    String id = job.path("job").asText();
    client.follow(id, _ -> {});
    return client.get("v1/jobs/" + id);
  }

  private static boolean completed(ObjectNode job) {
    return job.path("state").asText().equals("completed");
  }

  private void report(List<ObjectNode> jobs) {
    if (json) {
      ObjectNode document = Json.object();
      ArrayNode list = document.putArray("jobs");
      jobs.forEach(list::add);
      context.screen().json(document);
      return;
    }
    var table = Table.of("job", "state", "file", "why");
    jobs.forEach(job ->
        table.row(
            job.path("job").asText("-"),
            job.path("state").asText(),
            job.path("input").path("name").asText(),
            job.path("why").asText("")));
    table.printTo(context.screen());
  }
}
