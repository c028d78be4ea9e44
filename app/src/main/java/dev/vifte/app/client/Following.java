package dev.vifte.app.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.function.Consumer;

/// One job's events, followed over as many connections as it takes.
final class Following {
  private static final int RECONNECTS = 10;

  private final GatewayClient gateway;
  private final String job;
  private final Consumer<JobUpdate> each;
  private String last = "0";
  private boolean over;

  Following(GatewayClient gateway, String job, Consumer<JobUpdate> each) {
    this.gateway = gateway;
    this.job = job;
    this.each = each;
  }

  void run() {
    IOException broken = new IOException("the stream of events ends too early");
    for (int tries = 0; tries < RECONNECTS && !over; tries++) {
      try (InputStream events = gateway.events(job, last)) {
        if (read(events) == 0) {
          over = true; // nothing comes behind what was seen
        } else {
          tries = 0;
        }
      } catch (IOException e) {
        broken = e;
      }
    }
    if (!over) {
      throw gateway.unreachable(broken);
    }
  }

  /// How many events came.
  private int read(InputStream events) throws IOException {
    var lines = new EventLines();
    var text = new BufferedReader(new InputStreamReader(events, UTF_8));
    int count = 0;
    for (String line = text.readLine(); line != null && !over; line = text.readLine()) {
      for (JobUpdate update : lines.take(line).stream().toList()) {
        last = update.id();
        each.accept(update);
        count++;
      }
    }
    return count;
  }
}
