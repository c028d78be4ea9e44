package dev.vifte.loadtest.peers;

import dev.vifte.loadtest.Photos;
import dev.vifte.loadtest.Wait;
import java.time.Duration;
import java.util.List;

/// Kills a product's worker in the midst of its work and counts what comes out.
final class Loss {
  private static final int JOBS = 60;
  private static final int CONNECTIONS = 8;
  private static final int DONE_BEFORE = 20;
  private static final Duration OFTEN = Duration.ofMillis(50);
  private static final Duration DOWN = Duration.ofSeconds(1);

  /// What has not come by then counts as lost: the longest timeout of a product here is a minute.
  private static final Duration LIMIT = Duration.ofSeconds(100);

  private final List<byte[]> photos;
  private final Tally tally;

  Loss(List<byte[]> photos, Tally tally) {
    this.photos = photos;
    this.tally = tally;
  }

  void measure(Running peer) throws Exception {
    List<String> jobs = peer.client().upload(photos, JOBS, CONNECTIONS);
    int atLeast = Math.max(DONE_BEFORE, done(peer, jobs) + 5);
    Wait.until(() -> done(peer, jobs) >= atLeast, OFTEN, LIMIT);
    long killed = System.nanoTime();
    peer.killWorker();
    Wait.pause(DOWN);
    peer.startWorker();
    List<String> left = peer.client().await(jobs, OFTEN, LIMIT);
    double seconds = (System.nanoTime() - killed) / 1e9;
    String what = "kill -9 of the worker under " + Photos.LARGE;
    tally.add(what + ": jobs not done", peer.name(), "of " + JOBS, left.size());
    tally.add(what + ": until the last was done", peer.name(), "s", seconds);
  }

  private static int done(Running peer, List<String> jobs) throws Exception {
    int count = 0;
    for (String job : jobs) {
      count += peer.client().done(job) ? 1 : 0;
    }
    return count;
  }
}
