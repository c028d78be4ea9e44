package dev.vifte.workers.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.erase.EraseHook;
import dev.vifte.stage.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/// Tells a program of the customer, by a POST in the form of [Webhook], that a data subject is
/// erased and that it has to forget it, too. Signed when there is a secret. Thread-safe.
public final class EraseCall implements EraseHook {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_RESPONSE = 1 << 20;

  private final URI url;
  private final Optional<Path> secretFile;
  private final Supplier<Outgoing> outgoing;

  EraseCall(URI url, Optional<Path> secretFile, Supplier<Outgoing> outgoing) {
    this.url = url;
    this.secretFile = secretFile;
    this.outgoing = outgoing;
  }

  /// A hook at an address.
  ///
  /// @param secretFile whose content signs the calls
  /// @throws IllegalArgumentException when the address is not one of `http` or `https`
  public static EraseCall to(String url, Optional<Path> secretFile) {
    return new EraseCall(Target.of(url), secretFile, Outgoing::ofNode);
  }

  /// The address without its query, where secrets may be.
  @Override
  public String name() {
    return "%s://%s%s".formatted(url.getScheme(), url.getAuthority(), url.getPath());
  }

  @Override
  public String tell(ObjectNode erasure) throws IOException {
    Outgoing out = outgoing.get();
    Outcome outcome =
        out.send(
            request(erasure, out.clock().instant()),
            TIMEOUT,
            MAX_RESPONSE,
            reply -> Outcome.done(Json.object().put("status", reply.status()), List.of()));
    return switch (outcome) {
      case Outcome.Done done -> "answered " + done.data().path("status").asInt();
      case Outcome.Reject reject -> throw new IOException(reject.why());
      case Outcome.Retry retry -> throw new IOException(retry.why());
    };
  }

  private Request request(ObjectNode erasure, Instant now) throws IOException {
    String id = erasure.path("erasure").asText();
    byte[] body = Json.bytes(erasure.put("type", "subject.erased"));
    var request =
        new Request.Builder()
            .url(url.toString())
            .header("User-Agent", "vifte")
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
            .post(RequestBody.create(body, JSON));
    if (secretFile.isPresent()) {
      String secret = Files.readString(secretFile.get());
      request.header("webhook-signature", Signature.of(secret, id, now, body));
    }
    return request.build();
  }
}
