package dev.vifte.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.app.ExitCode;
import dev.vifte.app.Problem;
import dev.vifte.app.client.GatewayClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vifte erase`.
@Command(
    name = "erase",
    description = {
      "Erases jobs, or everything about a data subject, for good: files, results, records, dead",
      "letters. Of a data subject it waits for the end and prints the receipt; it may be stopped and",
      "started again."
    },
    footer = {
      "",
      "Examples:",
      "  vifte erase 01a1fe26f78c7c4593b7963ea040f335",
      "  vifte erase --subject customer-4711"
    })
final class Erase implements Callable<Integer> {
  private static final long GLANCE = TimeUnit.SECONDS.toNanos(1);

  private final Context context;

  @Parameters(paramLabel = "JOBS", arity = "0..*", description = "Jobs.")
  private List<String> jobs = List.of();

  @Option(
      names = "--subject",
      paramLabel = "ID",
      description = "A data subject, as uploads named it.")
  private Optional<String> subject = Optional.empty();

  @Option(names = "--no-wait", description = "Prints what has begun and comes back.")
  private boolean noWait;

  @Mixin private final GatewayOption gateway = new GatewayOption();

  Erase(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (jobs.isEmpty() == subject.isEmpty()) {
      throw new Problem(ExitCode.USAGE, "name either jobs or --subject; `vifte erase --help`");
    }
    try (GatewayClient client = gateway.open(context)) {
      for (String job : jobs) {
        client.delete("v1/jobs/" + Status.encoded(job));
        context.screen().note("erased " + job);
      }
      return subject.isPresent() ? erase(client, subject.get()) : 0;
    }
  }

  private int erase(GatewayClient client, String name) {
    ObjectNode erasure = client.eraseSubject(name);
    String path = "v1/erasures/" + erasure.path("erasure").asText();
    String told = "";
    while (!noWait && !ended(erasure)) {
      String line = line(erasure);
      if (!line.equals(told)) {
        context.screen().note(line);
        told = line;
      }
      LockSupport.parkNanos(GLANCE);
      erasure = client.get(path);
    }
    context.screen().json(erasure);
    return (state(erasure).equals("incomplete") ? ExitCode.INCOMPLETE : ExitCode.OK).number();
  }

  private static boolean ended(ObjectNode erasure) {
    return List.of("done", "incomplete").contains(state(erasure));
  }

  private static String state(ObjectNode erasure) {
    return erasure.path("state").asText();
  }

  private static String line(ObjectNode erasure) {
    var removed = erasure.path("removed");
    return "%s: %d jobs, %d objects, %d records removed"
        .formatted(
            state(erasure),
            removed.path("jobs").asLong(),
            removed.path("objects").asLong(),
            removed.path("records").asLong());
  }
}
