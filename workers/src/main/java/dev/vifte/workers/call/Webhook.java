package dev.vifte.workers.call;

import dev.vifte.Json;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/// Tells a subscriber that a job has ended, by a signed POST (standardwebhooks.com): `webhook-id`
/// stays the same over all tries, `webhook-timestamp` and `webhook-signature` are made anew for
/// each. To be used with [dev.vifte.pipeline.Pipeline#notifying].
///
/// The key is the content of a file, read for every try: `secret-file` of the stage, or the
/// pipeline's secret `webhook`.
public final class Webhook implements Stage {
  static final StageKind KIND = new StageKind("call/webhook");

  private static final MediaType JSON = MediaType.get("application/json");
  private static final int MAX_RESPONSE = 1 << 20;

  private final URI url;
  private final Optional<Path> secretFile;
  private final Supplier<Outgoing> outgoing;

  Webhook(URI url, Optional<Path> secretFile, Supplier<Outgoing> outgoing) {
    this.url = url;
    this.secretFile = secretFile;
    this.outgoing = outgoing;
  }

  /// Reads well in `notifying(webhook(url, secretFile))`.
  ///
  /// @throws IllegalArgumentException when the address is not one of `http` or `https`
  public static Webhook webhook(String url, Path secretFile) {
    return new Webhook(Target.of(url), Optional.of(secretFile), Outgoing::ofNode);
  }

  @Override
  public StageKind kind() {
    return KIND;
  }

  @Override
  public StageSettings settings() {
    var with = Json.object().put("url", url.toString());
    secretFile.ifPresent(file -> with.put("secret-file", file.toString()));
    return StageSettings.of(with);
  }

  @Override
  public long cost(StageInput input) {
    return 4 * input.file().size();
  }

  @Override
  public Outcome process(StageInput input) throws IOException {
    JobEnded event = JobEnded.of(input);
    Outgoing out = outgoing.get();
    Instant now = out.clock().instant();
    try {
      var request =
          new Request.Builder()
              .url(url.toString())
              .header("User-Agent", "vifte")
              .header("traceparent", input.traceparent())
              .header("webhook-id", event.id())
              .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
              .header(
                  "webhook-signature", Signature.of(secret(input), event.id(), now, event.body()))
              .post(RequestBody.create(event.body(), JSON))
              .build();
      return out.send(
          request,
          input.deadline().left(),
          MAX_RESPONSE,
          reply -> Outcome.done(Json.object().put("status", reply.status()), List.of()));
    } catch (IllegalArgumentException e) {
      return Outcome.reject(Reason.INVALID_SETTINGS, String.valueOf(e.getMessage()));
    }
  }

  private String secret(StageInput input) throws IOException {
    return secretFile.isPresent() ? Files.readString(secretFile.get()) : input.secret("webhook");
  }
}
