package dev.vifte.nats;

import dev.vifte.Backend;
import dev.vifte.testkit.ScheduleContract;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.Served;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class NatsR1ScheduleIT extends ScheduleContract {
  @RegisterExtension private static final Served<NatsServer> SERVER = Served.by(NatsServer::start);

  @RegisterExtension private final Backends backends = new Backends();

  @TempDir Path folder;

  @Override
  protected Backend open() throws IOException {
    backends.close();
    return backends.fresh(SERVER.get().url(), folder);
  }

  @Override
  protected void advance(Duration by) {
    RealTime.pass(by);
  }

  @Override
  protected Duration lease() {
    return Duration.ofSeconds(1);
  }

  @Override
  protected int schedules() {
    return 1;
  }
}
