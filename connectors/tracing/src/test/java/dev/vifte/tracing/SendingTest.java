package dev.vifte.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.vifte.job.JobState;
import dev.vifte.observe.PipelineEvent.JobEnded;
import dev.vifte.observe.Traced;
import dev.vifte.testkit.Fixtures;
import dev.vifte.testkit.ManualClock;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SendingTest {
  private final Random random = new Random(5);

  /// What a collector was sent.
  ///
  /// @param body each byte as one character
  private record Sent(URI uri, String type, String key, String body) {}

  @Test
  void spans_arrive_at_a_collector_as_otlp() throws Exception {
    BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    HttpServer collector = collector(sent);
    var settings =
        TracingSettings.of(
            "auto",
            "photos",
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort(),
                "OTEL_EXPORTER_OTLP_HEADERS",
                "x-key=s%20ecret"));
    try {
      try (var tracing = Tracing.open(settings.orElseThrow(), Fixtures.NODE, new ManualClock())) {
        tracing.on(ended(Fixtures.TRACE));
      }

      Sent first = sent.poll(30, TimeUnit.SECONDS);
      assertThat(first).isNotNull();
      assertThat(first.uri()).hasToString("/v1/traces");
      assertThat(first.type()).isEqualTo("application/x-protobuf");
      assertThat(first.key()).isEqualTo("s ecret");
      assertThat(first.body())
          .contains("job media", "photos", Fixtures.NODE.value())
          .contains(raw(Fixtures.TRACE.own().traceId()), raw(Fixtures.TRACE.own().spanId()));
    } finally {
      collector.stop(0);
    }
  }

  @Test
  void a_collector_that_refuses_is_told_of_once() {
    List<String> complaints = new ArrayList<>();
    var refusing =
        new ToldOnce(
            new Answering(CompletableResultCode.ofExceptionalFailure(new IOException("no"))),
            complaints::add);

    var _ = refusing.export(List.of());
    var _ = refusing.export(List.of());

    assertThat(complaints).containsExactly("no");
  }

  @Test
  void a_collector_that_never_answers_does_not_hold_up_the_end() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var settings = TracingSettings.to("http://127.0.0.1:" + silent.getLocalPort(), "photos");
      var tracing = Tracing.open(settings, Fixtures.NODE, new ManualClock());
      tracing.on(ended(Fixtures.TRACE));
      long before = System.nanoTime();

      tracing.close();

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void only_so_many_spans_wait_for_a_slow_collector() {
    var stuck = new CompletableResultCode();
    var exporter = new Answering(stuck);
    var settings = TracingSettings.to("http://127.0.0.1:4318", "photos");
    var tracing =
        new Tracing(Sending.through(exporter, settings, Fixtures.NODE), new ManualClock());

    for (int i = 0; i < 5 * Sending.WAITING; i++) {
      tracing.on(ended(Traced.under(Optional.empty(), random)));
    }
    var _ = stuck.succeed();
    tracing.close();

    assertThat(exporter.spans).hasSizeBetween(1, 2 * Sending.WAITING);
  }

  /// Answers every batch with the same result.
  private static final class Answering implements SpanExporter {
    private final List<SpanData> spans = new ArrayList<>();
    private final CompletableResultCode answer;

    Answering(CompletableResultCode answer) {
      this.answer = answer;
    }

    @Override
    public synchronized CompletableResultCode export(Collection<SpanData> batch) {
      spans.addAll(batch);
      return answer;
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private static HttpServer collector(BlockingQueue<Sent> sent) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var headers = exchange.getRequestHeaders();
            sent.add(
                new Sent(
                    exchange.getRequestURI(),
                    String.valueOf(headers.getFirst("Content-Type")),
                    String.valueOf(headers.getFirst("x-key")),
                    new String(
                        exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1)));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
    return server;
  }

  private static JobEnded ended(Traced trace) {
    return new JobEnded(
        Fixtures.job(1), Fixtures.PIPELINE, JobState.COMPLETED, Duration.ofSeconds(1), trace);
  }

  /// The bytes of an id, as one character each.
  private static String raw(String digits) {
    return new String(HexFormat.of().parseHex(digits), StandardCharsets.ISO_8859_1);
  }
}
