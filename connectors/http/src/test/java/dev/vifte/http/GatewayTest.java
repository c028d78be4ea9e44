package dev.vifte.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.job.TenantId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GatewayTest {
  @Test
  void it_does_not_listen_to_others_without_a_key() throws Exception {
    try (Served served = Served.with(Pipelines.copy())) {
      var everyone = GatewaySettings.DEFAULTS.at("0.0.0.0", 0);

      assertThatThrownBy(() -> Gateway.start(served.node, everyone, ApiKeys.none(), () -> ""))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("0.0.0.0")
          .hasMessageContaining("vifte keys create");
    }
  }

  @Test
  void it_listens_to_others_with_a_key() throws Exception {
    ApiKeys keys = ApiKeys.none();
    keys.create(new TenantId("acme"));
    try (Served served = Served.with(Pipelines.copy());
        Gateway gateway =
            Gateway.start(served.node, GatewaySettings.DEFAULTS.at("0.0.0.0", 0), keys, () -> "")) {
      assertThat(gateway.address().getPort()).isPositive();
    }
  }

  @Test
  void a_node_without_a_gateway_answers_operators_and_nobody_else() throws Exception {
    try (Served served = Served.with(Pipelines.copy());
        HttpClient client = HttpClient.newHttpClient();
        Gateway gateway =
            Gateway.startForOperators(
                served.node,
                GatewaySettings.DEFAULTS.at("127.0.0.1", 0),
                ApiKeys.none(),
                () -> "up 1\n")) {
      assertThat(get(client, gateway, "metrics").body()).isEqualTo("up 1\n");
      assertThat(get(client, gateway, "health/live").statusCode()).isEqualTo(200);
      assertThat(get(client, gateway, "v1/jobs").statusCode()).isEqualTo(404);
    }
  }

  private static HttpResponse<String> get(HttpClient client, Gateway gateway, String path)
      throws Exception {
    var request = HttpRequest.newBuilder(gateway.uri().resolve(path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void a_port_in_use_is_named_with_what_to_do() throws Exception {
    try (Served served = Served.with(Pipelines.copy());
        var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var same = GatewaySettings.DEFAULTS.at("127.0.0.1", taken.getLocalPort());

      assertThatThrownBy(() -> Gateway.start(served.node, same, ApiKeys.none(), () -> ""))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("give another port");
    }
  }

  @Test
  void a_host_that_is_none_is_named() throws Exception {
    try (Served served = Served.with(Pipelines.copy())) {
      var nowhere = GatewaySettings.DEFAULTS.at("no-such-host.invalid", 0);

      assertThatThrownBy(() -> Gateway.start(served.node, nowhere, ApiKeys.none(), () -> ""))
          .hasMessageContaining("no-such-host.invalid");
    }
  }

  @Test
  void settings_that_cannot_be_are_refused() {
    assertThatThrownBy(() -> GatewaySettings.DEFAULTS.at(" ", 0)).hasMessageContaining("host");
    assertThatThrownBy(() -> GatewaySettings.DEFAULTS.at("localhost", 70_000))
        .hasMessageContaining("70000");
  }

  @Test
  void without_keys_other_names_and_pages_of_other_sites_may_not_ask() throws Exception {
    try (Served served = Served.with(Pipelines.copy())) {
      String rebound = raw(served, "GET /v1/jobs HTTP/1.1\r\nHost: evil.example\r\n\r\n");
      Answer crossSite = served.upload("copy", "hello", "Sec-Fetch-Site", "cross-site");

      assertThat(rebound).startsWith("HTTP/1.1 403").contains("evil.example");
      assertThat(crossSite.status()).isEqualTo(403);
      assertThat(raw(served, "GET /v1/jobs HTTP/1.1\r\nHost: localhost\r\n\r\n"))
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void what_is_not_http_is_answered_with_a_problem() throws Exception {
    try (Served served = Served.with(Pipelines.copy())) {
      String port = ":" + served.gateway.address().getPort();
      for (String request :
          new String[] {
            "NONSENSE\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nHost: localhost" + port + "\r\n\r\n",
            "GET /" + "x".repeat(5000) + " HTTP/1.1\r\nHost: localhost" + port + "\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: many\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(9000) + "\r\n\r\n",
            "BREW / HTTP/1.1\r\nHost: localhost" + port + "\r\n\r\n"
          }) {
        assertThat(raw(served, request))
            .as(request)
            .startsWith("HTTP/1.1 ")
            .contains("application/problem+json")
            .doesNotContainIgnoringCase("pekko")
            .doesNotContain("Exception");
      }
    }
  }

  @Test
  void a_request_that_breaks_off_leaves_no_job() throws Exception {
    try (Served served = Served.with(Pipelines.copy())) {
      try (var socket =
          new Socket(InetAddress.getLoopbackAddress(), served.gateway.address().getPort())) {
        socket
            .getOutputStream()
            .write(
                ("POST /v1/pipelines/copy/jobs HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Length: 900\r\n\r\nonly this")
                    .getBytes(StandardCharsets.US_ASCII));
      }

      assertThat(served.finished("copy", "after").status()).isEqualTo(200);
      assertThat(served.get("/v1/jobs").json().findValues("job")).hasSize(1);
    }
  }

  /// Sends bytes as they are and reads what comes within a second.
  private static String raw(Served served, String request) throws IOException {
    try (var socket =
        new Socket(InetAddress.getLoopbackAddress(), served.gateway.address().getPort())) {
      socket.setSoTimeout(1000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      var answer = new StringBuilder();
      byte[] buffer = new byte[8192];
      try {
        for (int n = socket.getInputStream().read(buffer);
            n >= 0;
            n = socket.getInputStream().read(buffer)) {
          answer.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        }
      } catch (java.net.SocketTimeoutException e) {
        return answer.toString();
      }
      return answer.toString();
    }
  }
}
