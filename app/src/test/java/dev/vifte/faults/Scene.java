package dev.vifte.faults;

import dev.vifte.cluster.Cluster;
import dev.vifte.cluster.NodeProcess;
import dev.vifte.cluster.On;
import dev.vifte.cluster.Uploader;
import dev.vifte.testkit.media.Media;
import dev.vifte.testkit.server.NatsServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Where a trial is played: the processes, the client, and what is expected by now. Deeds are done
/// by one thread at a time.
final class Scene implements AutoCloseable {
  /// The tenant's share is used up; the whole has no room; its disk has none.
  private static final Set<Integer> REFUSALS = Set.of(429, 503, 507);

  private final Cluster cluster;
  private final Uploader uploader;
  private final Map<String, Disk> disks;
  private final Set<String> spoiled = ConcurrentHashMap.newKeySet();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private Optional<Broker> broker = Optional.empty();
  private int looks;
  private final AtomicInteger wipes = new AtomicInteger();

  Scene(Cluster cluster, Uploader uploader, Map<String, Disk> disks) {
    this.cluster = cluster;
    this.uploader = uploader;
    this.disks = disks;
  }

  Cluster cluster() {
    return cluster;
  }

  Uploader uploader() {
    return uploader;
  }

  Disk disk(String name) {
    return Objects.requireNonNull(disks.get(name), name);
  }

  /// What is wrong so far.
  List<String> complaints() {
    return complaints;
  }

  void complain(String what) {
    complaints.add(what);
  }

  /// Uploads that must fail, as their input was spoiled or is poison.
  Set<String> spoiled() {
    return spoiled;
  }

  Broker broker() throws IOException, InterruptedException {
    if (broker.isEmpty()) {
      broker = Optional.of(Broker.connect(cluster.brokerUrls()));
    }
    return broker.get();
  }

  /// The name of the process that is meant by now.
  String resolve(String target) throws Exception {
    return target.equals("leader") ? broker().leader("WORK") : target;
  }

  Victim victim(String target) {
    if (target.equals("minio")) {
      return Victim.of(cluster.minio().process());
    }
    return target.startsWith("nats-")
        ? Victim.of(server(target).process())
        : Victim.of(cluster.node(target));
  }

  private NatsServer server(String target) {
    return cluster.brokers().get(Integer.parseInt(target.substring("nats-".length())));
  }

  /// The ways of the proxy from and to one server of a cluster.
  List<String> waysOf(String target) {
    return Stream.of("nats-0", "nats-1", "nats-2")
        .filter(other -> !other.equals(target))
        .flatMap(other -> Stream.of(target + ">" + other, other + ">" + target))
        .toList();
  }

  void killAll() throws InterruptedException {
    for (Victim each : all()) {
      each.kill();
    }
  }

  void startAll() throws Exception {
    for (Victim each : all()) {
      each.startAgain();
    }
  }

  /// Servers first.
  private List<Victim> all() {
    var all = new ArrayList<Victim>();
    cluster.brokers().forEach(each -> all.add(Victim.of(each.process())));
    if (cluster.plan().on() != On.EMBEDDED) {
      all.add(Victim.of(cluster.minio().process()));
    }
    for (NodeProcess each : cluster.nodes().values()) {
      all.add(Victim.of(each));
    }
    return all;
  }

  void wipeBrokers() throws Exception {
    for (NatsServer each : cluster.brokers()) {
      each.process().kill();
    }
    for (NatsServer each : cluster.brokers()) {
      remove(store(each));
    }
    for (NatsServer each : cluster.brokers()) {
      each.process().startAgain();
    }
    int _ = wipes.incrementAndGet();
  }

  /// How often everything was forgotten: what had ended before has to be seen again.
  int wipes() {
    return wipes.get();
  }

  /// Turns a bit in the middle of the largest block file of a server.
  void flipBit(String target) throws IOException {
    try (Stream<Path> files = Files.walk(store(server(target)))) {
      Path block =
          files
              .filter(file -> file.toString().endsWith(".blk"))
              .max(Comparator.comparingLong(file -> file.toFile().length()))
              .orElseThrow();
      byte[] bytes = Files.readAllBytes(block);
      bytes[bytes.length / 2] ^= 1;
      Files.write(block, bytes);
    }
  }

  private static Path store(NatsServer server) throws IOException {
    try (Stream<Path> inside = Files.list(server.process().folder())) {
      return inside.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /// What is done to the input of one job.
  interface Spoiling {
    void spoil(Inputs inputs, String job) throws IOException;
  }

  /// Spoils the inputs of some jobs that have not begun.
  void spoil(int count, Spoiling how) throws IOException {
    var uploads = new ArrayList<>(uploader.ledger().promises().keySet());
    uploads.removeAll(spoiled);
    Collections.reverse(uploads);
    try (Inputs inputs = new Inputs(cluster.minio())) {
      for (String upload : uploads.subList(0, Math.min(count, uploads.size()))) {
        how.spoil(inputs, Objects.requireNonNull(uploader.ledger().promises().get(upload)).job());
        spoiled.add(upload);
      }
    }
  }

  /// Uploads a file whose stage misbehaves, as often as it takes: nodes die of the one before.
  void poison(String act) throws InterruptedException {
    String upload = "poison-" + act;
    spoiled.add(upload);
    byte[] file = ("act,what\n" + act + ",row\n").getBytes(StandardCharsets.UTF_8);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!taken(upload, file)) {
      if (System.nanoTime() - deadline > 0) {
        complain(upload + " was not taken");
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  private boolean taken(String upload, byte[] file) throws InterruptedException {
    try {
      int status = uploader.offer("poison", upload, file).statusCode();
      return status == 202 || status == 200;
    } catch (IOException e) {
      return false; // nobody is there for now
    }
  }

  /// Offers a file that must not be promised: refused for now, or no answer in time.
  void expectRefusal() throws InterruptedException {
    byte[] file = Media.csv(2_000 + ++looks).bytes();
    String upload = "refused-" + looks;
    try {
      int status = uploader.offer("media", upload, file).statusCode();
      if (!REFUSALS.contains(status)) {
        complain("an upload that could not be kept was answered %d".formatted(status));
      }
    } catch (IOException e) {
      // no answer is no promise
    }
  }

  /// Waits until the queue has nothing left.
  void awaitEmptyQueue() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (broker().messages("WORK") > 0) {
      if (System.nanoTime() - deadline > 0) {
        complain("the queue still holds %d messages".formatted(broker().messages("WORK")));
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  /// Uploads that have no like in the undisturbed run.
  static boolean isExtra(String upload) {
    return !upload.startsWith("upload-");
  }

  Set<String> dead() {
    var dead = new HashSet<String>();
    cluster
        .nodes()
        .forEach((name, node) -> {
          if (!node.alive()) {
            dead.add(name);
          }
        });
    return dead;
  }

  @Override
  public void close() {
    broker.ifPresent(Broker::close);
  }
}
