package dev.vifte.faults;

import java.util.Locale;

/// What can be done to a target, and how it is undone.
@SuppressWarnings("ImmutableEnumChecker") // its lambdas hold nothing that changes
enum Deed {
  /// `kill -9`, then started again.
  KILL(
      (scene, name) -> scene.victim(name).kill(), (scene, name) -> scene.victim(name).startAgain()),
  /// Asked to stop, then started again.
  STOP(
      (scene, name) -> scene.victim(name).stop(), (scene, name) -> scene.victim(name).startAgain()),
  /// SIGSTOP, then SIGCONT.
  FREEZE((scene, name) -> scene.victim(name).freeze(), (scene, name) -> scene.victim(name).thaw()),
  /// Connections of a way break and new ones are refused.
  CUT(
      (scene, way) -> scene.cluster().proxy().enable(way, false),
      (scene, way) -> scene.cluster().proxy().enable(way, true)),
  /// Nothing arrives at the server any more; connections stay, and answers come.
  MUTE("timeout", "upstream", "{\"timeout\": 0}"),
  /// 150 to 250 ms more each way.
  DELAY("latency", "downstream", "{\"latency\": 200, \"jitter\": 50}"),
  /// Connections are reset a moment after they were made, in the middle of what they carry.
  RESET("reset_peer", "upstream", "{\"timeout\": 150}"),
  /// 20 KB a second towards the server.
  SLOW("bandwidth", "upstream", "{\"rate\": 20}"),
  /// Answers end after 2,000 bytes.
  TRUNCATE("limit_data", "downstream", "{\"bytes\": 2000}"),
  /// A server of a cluster and the others do not reach each other.
  ISOLATE(
      (scene, name) -> enableWays(scene, name, false),
      (scene, name) -> enableWays(scene, name, true)),
  /// A disk gets full; undone, there is room again.
  FILL((scene, name) -> scene.disk(name).fill(), (scene, name) -> scene.disk(name).free()),
  /// Everything dies at once and the disk forgets what was not synced; undone, all start again.
  POWER_OFF(Deed::powerOff, Deed::powerOn),
  /// All that NATS keeps is gone.
  WIPE((scene, _) -> scene.wipeBrokers()),
  /// One bit of a stored block turns over while its server is down.
  FLIP(Deed::flip),
  PURGE((scene, stream) -> scene.broker().purge(stream)),
  DELETE_STREAM((scene, stream) -> scene.broker().delete(stream)),
  DELETE_CONSUMERS((scene, stream) -> scene.broker().deleteConsumers(stream)),
  /// Another server is to lead a stream.
  STEP_DOWN((scene, stream) -> scene.broker().stepDown(stream)),
  /// Every waiting message is published so often again, without an id that would tell.
  REPEAT(Deed::repeat),
  /// So many messages of jobs that nobody knows.
  CLUTTER((scene, count) -> scene.broker().clutter(Integer.parseInt(count))),
  /// The inputs of so many jobs are gone.
  DELETE_INPUTS((scene, count) -> scene.spoil(Integer.parseInt(count), Inputs::delete)),
  /// The inputs of so many jobs are other bytes.
  CORRUPT_INPUTS((scene, count) -> scene.spoil(Integer.parseInt(count), Inputs::corrupt)),
  /// A file that does that to whoever works on it.
  POISON(Scene::poison),
  /// No fault but a look: an upload must not be promised now.
  REFUSES((scene, _) -> scene.expectRefusal());

  /// Done to a target in a scene.
  private interface Act {
    void on(Scene scene, String target) throws Exception;
  }

  private final Act blow;
  private final Act cure;

  Deed(Act blow) {
    this(blow, (_, _) -> {});
  }

  Deed(Act blow, Act cure) {
    this.blow = blow;
    this.cure = cure;
  }

  /// What the proxy does to a way.
  Deed(String toxic, String stream, String attributes) {
    this(
        (scene, way) -> scene.cluster().proxy().add(way, toxic, stream, attributes),
        (scene, way) -> scene.cluster().proxy().remove(way, toxic, stream));
  }

  void strike(Scene scene, String target) throws Exception {
    blow.on(scene, target);
  }

  void heal(Scene scene, String target) throws Exception {
    cure.on(scene, target);
  }

  /// Whether what it is done to starts anew.
  boolean restarts() {
    return this == KILL || this == STOP || this == POWER_OFF;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void enableWays(Scene scene, String server, boolean enabled) throws Exception {
    for (String way : scene.waysOf(server)) {
      scene.cluster().proxy().enable(way, enabled);
    }
  }

  private static void powerOff(Scene scene, String disk) throws Exception {
    scene.disk(disk).powerOff();
    scene.killAll();
  }

  private static void powerOn(Scene scene, String disk) throws Exception {
    scene.disk(disk).powerOn();
    scene.startAll();
  }

  private static void flip(Scene scene, String server) throws Exception {
    scene.victim(server).stop();
    scene.flipBit(server);
    scene.victim(server).startAgain();
  }

  private static void repeat(Scene scene, String times) throws Exception {
    scene.broker().copyAll();
    scene.broker().repeat(Integer.parseInt(times));
  }
}
