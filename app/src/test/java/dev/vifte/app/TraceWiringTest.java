package dev.vifte.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.vifte.app.settings.Settings;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.stage.Outcome;
import dev.vifte.testkit.Fixtures;
import dev.vifte.testkit.LambdaStage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TraceWiringTest {
  private static final Pipeline PIPELINE =
      Pipeline.named("noop").stage("noop", LambdaStage.of("test/noop", _ -> Outcome.done()));

  @TempDir private Path folder = Path.of("");

  @Test
  void spans_go_where_the_settings_say() throws Exception {
    BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    HttpServer collector = collector(sent);
    try {
      try (Wiring wiring =
          wiring("http://127.0.0.1:%d".formatted(collector.getAddress().getPort()))) {
        upload(wiring);
      }

      assertThat(sent.poll(30, TimeUnit.SECONDS)).contains("upload noop", "photos");
    } finally {
      collector.stop(0);
    }
  }

  @Test
  void an_address_that_is_none_is_a_mistake_in_the_configuration() {
    assertThatThrownBy(() -> settings("collector:4318")).hasMessageContaining("tracing.endpoint");
  }

  @Test
  void without_a_collector_nothing_of_open_telemetry_is_loaded() throws Exception {
    Files.writeString(folder.resolve("a.csv"), "a,b\n1,2\n");
    Path classes = folder.resolve("classes.txt");
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + classes,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Vifte.class.getName(),
                "run",
                "a.csv",
                "--out",
                "out")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said.txt").toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(OTEL|VIFTE)_.*"));
    Process process = builder.start();

    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("said.txt"))).isZero();
    assertThat(Files.readString(classes))
        .contains("dev.vifte.app.Wiring")
        .doesNotContain("io.opentelemetry.sdk", "io.opentelemetry.exporter");
  }

  private Wiring wiring(String endpoint) {
    return Wiring.start(
        new Wiring.Plan(
            settings(endpoint),
            Stores.inMemory(),
            Wiring.stages(folder.resolve("plugins")),
            List.of(PIPELINE),
            folder.resolve("isolated")));
  }

  private static Settings settings(String endpoint) {
    return Settings.load(
        Optional.empty(),
        Map.of("VIFTE_TRACING_ENDPOINT", endpoint, "VIFTE_TRACING_SERVICE_NAME", "photos"));
  }

  private static void upload(Wiring wiring) throws IOException {
    var request =
        new UploadRequest(
            Fixtures.TENANT,
            PIPELINE.name(),
            "a.txt",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(wiring.node().uploads().accept(request, new ByteArrayInputStream(new byte[] {65})))
        .isInstanceOf(UploadResult.Accepted.class);
  }

  private static HttpServer collector(BlockingQueue<String> sent) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          try (exchange) {
            sent.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
    return server;
  }
}
