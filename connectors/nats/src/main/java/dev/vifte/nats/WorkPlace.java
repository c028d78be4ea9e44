package dev.vifte.nats;

import dev.vifte.job.TenantId;
import dev.vifte.pipeline.Lane;
import dev.vifte.queue.Fairness;
import dev.vifte.queue.PoolName;
import dev.vifte.queue.TaskMessage;
import java.util.Optional;

/// A place of one pool: what one durable consumer delivers from.
record WorkPlace(PoolName pool, Fairness.Place place) {
  private static final String SEPARATOR = "_";

  static WorkPlace of(TaskMessage message) {
    int shard = Math.floorMod(message.shard(), TaskMessage.SHARDS);
    return new WorkPlace(message.pool(), new Fairness.Place(message.lane(), shard));
  }

  Lane lane() {
    return place.lane();
  }

  int shard() {
    return place.shard();
  }

  /// The name of its consumer.
  String durable() {
    return String.join(SEPARATOR, pool.value(), lane().word(), Integer.toString(shard()));
  }

  /// Reads what [#durable()] wrote; empty for a consumer that is not ours.
  static Optional<WorkPlace> ofDurable(String name) {
    String[] words = name.split(SEPARATOR, -1);
    return words.length == 3 ? of(words[0], words[1], words[2]) : Optional.empty();
  }

  /// Reads a subject of the work stream, `space.work.lane.pool.shard.tenant`.
  static Optional<WorkPlace> ofWorkSubject(String subject) {
    String[] words = subject.split("\\.", -1);
    return words.length == 6 ? of(words[3], words[2], words[4]) : Optional.empty();
  }

  /// Whose tasks a subject of the work stream is for.
  static TenantId tenantOf(String subject) {
    return new TenantId(subject.substring(subject.lastIndexOf('.') + 1));
  }

  /// Reads a subject of a wake-up, `space.wake.pool.lane.shard`.
  static Optional<WorkPlace> ofWakeSubject(String subject) {
    String[] words = subject.split("\\.", -1);
    return words.length == 5 ? of(words[2], words[3], words[4]) : Optional.empty();
  }

  private static Optional<WorkPlace> of(String pool, String lane, String shard) {
    try {
      var place = new Fairness.Place(Lane.of(lane), Integer.parseInt(shard));
      return Optional.of(new WorkPlace(new PoolName(pool), place));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
