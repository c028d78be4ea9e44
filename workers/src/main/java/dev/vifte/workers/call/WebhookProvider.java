package dev.vifte.workers.call;

import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageProvider;
import dev.vifte.stage.StageSettings;
import java.net.URI;
import java.nio.file.Path;

/// Makes `call/webhook` from `url` and `secret-file`.
public final class WebhookProvider implements StageProvider {
  @Override
  public StageKind kind() {
    return Webhook.KIND;
  }

  @Override
  public String summary() {
    return "tells a subscriber by a signed POST that a job has ended; url, secret-file";
  }

  @Override
  public Stage create(StageSettings with) {
    var reader = with.read();
    var url = reader.parsed("url", Target::of);
    if (!reader.has("url")) {
      reader.problem("url", "is missing; write the address to notify");
    }
    var secret = reader.parsed("secret-file", Path::of);
    Allowed.check(reader);
    reader.done();
    return new Webhook(url.orElse(URI.create("http://missing")), secret, Outgoing::ofNode);
  }
}
