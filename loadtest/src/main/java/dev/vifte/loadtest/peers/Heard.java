package dev.vifte.loadtest.peers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vifte.Json;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// What is told of jobs: how often each began a task, and how often it ended. Safe for use by many
/// threads.
final class Heard {
  private static final String EVENTS = "vifte.event.>";
  private static final String BEGAN = "dev.vifte.task.started";
  private static final String ENDED = "dev.vifte.job.ended";

  private final ConcurrentMap<String, Integer> began = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Integer> ended = new ConcurrentHashMap<>();

  /// Hears what is told from now on: of beginnings all that is said, of ends what the stream keeps,
  /// which is what its readers see.
  void listen(Connection connection) throws Exception {
    Dispatcher threads = connection.createDispatcher();
    var _ = threads.subscribe(EVENTS, message -> began(message.getData()));
    var fromNow = ConsumerConfiguration.builder().deliverPolicy(DeliverPolicy.New).build();
    var options = PushSubscribeOptions.builder().ordered(true).configuration(fromNow).build();
    var _ =
        connection
            .jetStream()
            .subscribe(EVENTS, threads, message -> ended(message.getData()), false, options);
  }

  void began(byte[] event) {
    count(BEGAN, began, event);
  }

  void ended(byte[] event) {
    count(ENDED, ended, event);
  }

  private static void count(String type, ConcurrentMap<String, Integer> times, byte[] json) {
    JsonNode event = Json.read(json, JsonNode.class);
    if (event.path("type").asText().equals(type)) {
      times.merge(event.path("subject").asText(), 1, Integer::sum);
    }
  }

  /// Jobs that ended more than once.
  long endedAgain() {
    return ended.values().stream().filter(times -> times > 1).count();
  }

  /// Tasks that began once more than there are: work that was done in vain.
  ///
  /// @param tasks of each job
  long beganAgain(int tasks) {
    return began.entrySet().stream()
        .mapToInt(Map.Entry::getValue)
        .map(times -> Math.max(0, times - tasks))
        .sum();
  }
}
