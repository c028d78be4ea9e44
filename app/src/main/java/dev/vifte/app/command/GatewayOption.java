package dev.vifte.app.command;

import dev.vifte.app.ExitCode;
import dev.vifte.app.Problem;
import dev.vifte.app.client.GatewayClient;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--url`, for commands that talk to a gateway.
final class GatewayOption {
  private static final String HERE = "http://127.0.0.1:8080";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = {
        "The gateway; VIFTE_URL or " + HERE + " when not given.",
        "VIFTE_API_KEY holds the key, where one is needed."
      })
  private Optional<String> url = Optional.empty();

  GatewayClient open(Context context) {
    String address = url.or(() -> context.variable("VIFTE_URL")).orElse(HERE);
    try {
      URI uri = URI.create(address);
      if (uri.getHost() != null && uri.getScheme().matches("https?")) {
        return new GatewayClient(uri, context.variable("VIFTE_API_KEY"));
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw new Problem(
        ExitCode.USAGE, "'%s' is no URL of a gateway; write one as %s".formatted(address, HERE));
  }
}
