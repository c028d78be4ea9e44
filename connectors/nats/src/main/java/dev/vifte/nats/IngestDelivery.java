package dev.vifte.nats;

import dev.vifte.Json;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One message of the ingest stream, under a lease that beats keep. Safe for use by two threads:
/// the one that works and the one that beats.
record IngestDelivery(Api api, Message message) {
  Published published() {
    return Published.of(message);
  }

  /// How often it was delivered before.
  int tried() {
    return (int) Math.min(message.metaData().deliveredCount() - 1, 1000);
  }

  /// Renews the lease; does not wait for an answer.
  void stillWorking() {
    var _ = api.send(message.getReplyTo(), new Headers(), ascii("+WPI"));
  }

  /// The message goes, and its bytes with it: it may hold a whole file, which an acknowledgement
  /// would leave on the server's disk. Returns when the server has confirmed it.
  void done() throws IOException {
    var which =
        Json.object().put("seq", message.metaData().streamSequence()).put("no_erase", false);
    try {
      var _ = api.call("STREAM.MSG.DELETE." + message.metaData().getStream(), which);
    } catch (RefusedException e) {
      if (!e.isAbsence()) {
        throw e;
      }
    }
    tell("+ACK");
  }

  /// The message comes again after a while.
  void later(Duration pause) throws IOException {
    tell("-NAK {\"delay\": %d}".formatted(pause.toNanos()));
  }

  private void tell(String what) throws IOException {
    var _ = Api.await(api.send(message.getReplyTo(), new Headers(), ascii(what)));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
