package dev.vifte.loadtest.peers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Keeps a number of photos on their way, each a file of its own. Of each job it waits for the end,
/// looks into the bucket for what is there, and removes the original as a rule of the bucket would,
/// so that the disk holds only those that are under way. Safe for use by many threads.
final class Crowd {
  private static final Duration PAUSE = Duration.ofMillis(100);

  /// What has not come by then counts as lost.
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /// The two pictures and the manifest, once each.
  private static final int RESULTS = 3;

  private final Client client;
  private final ObjectStore bucket;
  private final List<byte[]> photos;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger incomplete = new AtomicInteger();
  private final AtomicInteger doubled = new AtomicInteger();
  private final Queue<Double> millis = new ConcurrentLinkedQueue<>();

  /// @param bucket in which the product keeps its objects
  Crowd(Client client, ObjectStore bucket, List<byte[]> photos) {
    this.client = client;
    this.bucket = bucket;
    this.photos = photos;
  }

  /// Sends so many photos; returns when each has ended or counts as lost.
  void send(int count, int atOnce) throws Exception {
    Callable<Boolean> one =
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            send(Numbered.photo(photos.get(i % photos.size()), i));
          }
          return true;
        };
    try (var threads = Executors.newFixedThreadPool(atOnce)) {
      for (Future<Boolean> each : threads.invokeAll(Collections.nCopies(atOnce, one))) {
        each.get();
      }
    }
  }

  private void send(byte[] photo) throws Exception {
    long from = System.nanoTime();
    JsonNode job = client.finish(photo, PAUSE, LIMIT);
    if (!job.path("state").asText().equals("completed")) {
      System.out.println("many: lost " + job);
      return;
    }
    millis.add((System.nanoTime() - from) / 1e6);
    String id = job.path("job").asText();
    judge(results(id), job);
    removeOriginal(id);
    ended.incrementAndGet();
  }

  private void judge(int results, JsonNode job) {
    if (results < RESULTS || job.path("stages").path("metadata").path("data").isEmpty()) {
      System.out.println("many: incomplete " + job);
      incomplete.incrementAndGet();
    } else if (results > RESULTS) {
      System.out.println("many: %d results of %s".formatted(results, job));
      doubled.incrementAndGet();
    }
  }

  /// The objects that a job left, its own file aside.
  private int results(String job) throws IOException {
    try (Stream<ObjectInfo> found = bucket.list(below("out", job))) {
      return (int) found.count();
    }
  }

  private void removeOriginal(String job) throws IOException {
    try (Stream<ObjectInfo> found = bucket.list(below("in", job))) {
      for (ObjectInfo original : found.toList()) {
        bucket.delete(original.key());
      }
    }
  }

  private static ObjectPrefix below(String top, String job) {
    return ObjectPrefix.under(new ObjectKey(top).child("default").child(job));
  }

  /// How many jobs have completed.
  int ended() {
    return ended.get();
  }

  /// Those of them that left less than they should.
  int incomplete() {
    return incomplete.get();
  }

  /// Those of them that left more than they should.
  int doubled() {
    return doubled.get();
  }

  /// From the first byte of each upload to the answer that its job has ended.
  List<Double> millis() {
    return new ArrayList<>(millis);
  }
}
