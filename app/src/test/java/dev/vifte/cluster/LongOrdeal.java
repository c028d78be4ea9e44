package dev.vifte.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/// `./dev cluster`: 500 uploads through one gateway and two workers while a worker is killed twice,
/// NATS is restarted and MinIO is away for a minute; a table of what came of it, beside an
/// undisturbed run. Ends with 1 when anything was lost or differs.
final class LongOrdeal {
  private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("away", 60));

  private LongOrdeal() {}

  public static void main(String[] args) throws Exception {
    var ordeal = new Ordeal(args.length > 0 ? Integer.parseInt(args[0]) : 500, 10);
    Path folder = Files.createTempDirectory("vifte-cluster-");
    Ordeal.Outcome calm = ordeal.play(folder.resolve("undisturbed"), Ordeal.Trouble.NONE);
    print("undisturbed", calm);
    Ordeal.Outcome struck =
        ordeal.play(folder.resolve("struck"), (c, u) -> strike(c, u, ordeal.uploads()));
    print("two kills, NATS restarted, MinIO away for a minute", struck);
    struck.repeats().forEach(each -> System.out.println("  began again: " + each));
    boolean same = struck.sums().equals(calm.sums());
    calm.sums()
        .forEach((upload, sums) -> {
          if (!sums.equals(struck.sums().get(upload))) {
            System.out.printf("%s:%n  %s%n  %s%n", upload, sums, struck.sums().get(upload));
          }
        });
    System.out.printf("outputs byte-equal to the undisturbed run: %s%n", same ? "yes" : "NO");
    System.exit(same && completed(struck) == ordeal.uploads() ? 0 : 1);
  }

  private static void strike(Cluster cluster, Uploader uploader, int uploads) throws Exception {
    uploader.awaitPromised(uploads / 5);
    tell("a worker is killed");
    cluster.replaceWorker(0);
    uploader.awaitPromised(uploads * 2 / 5);
    tell("NATS is killed");
    cluster.nats().process().kill();
    cluster.nats().process().startAgain();
    uploader.awaitPromised(uploads * 3 / 5);
    tell("MinIO is stopped");
    cluster.minio().process().stop();
    LockSupport.parkNanos(AWAY.toNanos());
    tell("MinIO starts");
    cluster.minio().process().startAgain();
    uploader.awaitPromised(uploads * 4 / 5);
    tell("the other worker is killed");
    cluster.replaceWorker(1);
  }

  private static void tell(String what) {
    System.out.printf("  %s %s%n", Instant.now(), what);
  }

  private static long completed(Ordeal.Outcome outcome) {
    return outcome.states().values().stream().filter("completed"::equals).count();
  }

  private static void print(String what, Ordeal.Outcome outcome) {
    System.out.printf(
        "%s: %d promised, %d completed, %d lost; %d attempts for %d tasks (%.2f %% wasted); %d s%n",
        what,
        outcome.states().size(),
        completed(outcome),
        outcome.states().size() - completed(outcome),
        outcome.started(),
        outcome.tasks(),
        100 * outcome.wasted(),
        outcome.took().toSeconds());
  }
}
