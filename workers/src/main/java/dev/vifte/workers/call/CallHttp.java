package dev.vifte.workers.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.object.MediaType;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageSettings;
import dev.vifte.workers.call.HttpCall.Send;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import okhttp3.Request;

/// Hands the work to an HTTP function: sends it the file, or what is known of it, and keeps the
/// body of the answer as an output. An answer that is a JSON object becomes the stage's data, so
/// that later stages and the manifest are enriched by it.
///
/// 2xx is done; 408, 425, 429, 5xx and broken connections are tried again, after `Retry-After`
/// where given; a refused connection is a dependency that is down; every other answer is final. The
/// header `Idempotency-Key` is the same for every try of a task; `traceparent` puts what the
/// function does under this try.
public final class CallHttp implements Stage {
  static final StageKind KIND = new StageKind("call/http");

  private static final int MAX_DATA = 64 << 10;

  private final HttpCall call;
  private final Supplier<Outgoing> outgoing;

  public CallHttp(HttpCall call) {
    this(call, Outgoing::ofNode);
  }

  CallHttp(HttpCall call, Supplier<Outgoing> outgoing) {
    this.call = call;
    this.outgoing = outgoing;
  }

  @Override
  public StageKind kind() {
    return KIND;
  }

  @Override
  public StageSettings settings() {
    return CallHttpProvider.settings(call);
  }

  /// The answer is in memory twice, as it is read and as it is kept.
  @Override
  public long cost(StageInput input) {
    return 2L * call.maxResponse();
  }

  @Override
  public Outcome process(StageInput input) throws IOException {
    var request =
        new Request.Builder()
            .url(call.url().toString())
            .header("User-Agent", "vifte")
            .header("traceparent", input.traceparent())
            .header("Idempotency-Key", key(input));
    call.headers().forEach(request::header);
    if (call.bearer().isPresent()) {
      request.header("Authorization", "Bearer " + input.secret(call.bearer().get()));
    }
    var body = call.send() == Send.BYTES ? new FileBody(input) : FactsBody.of(input);
    request.method(call.method().name(), body);
    return outgoing.get().send(request.build(), wait(input), call.maxResponse(), CallHttp::done);
  }

  private static String key(StageInput input) {
    String item = input.item().map(i -> "/" + i.value()).orElse("");
    return input.job().value() + "/" + input.stage().value() + item;
  }

  private Duration wait(StageInput input) {
    Duration left = input.deadline().left();
    return left.compareTo(call.timeout()) < 0 ? left : call.timeout();
  }

  private static Outcome done(Reply reply) {
    ObjectNode data = Json.object();
    if (reply.isJson() && reply.body().length <= MAX_DATA) {
      try {
        data = Json.read(reply.body(), ObjectNode.class);
      } catch (IllegalArgumentException e) {
        // an array or a plain value is an output only
        data = Json.object();
      }
    }
    List<Output> outputs = new ArrayList<>();
    if (reply.body().length > 0) {
      MediaType type = reply.mediaType();
      outputs.add(Output.bytes("response." + extension(type), type, reply.body()));
    }
    return Outcome.done(data, outputs);
  }

  private static String extension(MediaType type) {
    return switch (type.value()) {
      case "application/json" -> "json";
      case "text/plain" -> "txt";
      case "text/csv" -> "csv";
      case "text/html" -> "html";
      case "application/pdf" -> "pdf";
      case "image/jpeg" -> "jpg";
      case "image/png" -> "png";
      case "image/webp" -> "webp";
      default -> "bin";
    };
  }
}
