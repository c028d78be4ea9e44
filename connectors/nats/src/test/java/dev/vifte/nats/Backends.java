package dev.vifte.nats;

import dev.vifte.Backend;
import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Whole backends of one test: queue, jobs and events on NATS, objects in a folder. Closed
/// together, after the nodes on them.
final class Backends implements AfterEachCallback, AutoCloseable {
  private final States states = new States(1);
  private final List<Backend> folders = new ArrayList<>();

  /// A new, empty one.
  Backend fresh(Object urls, Path folder) throws IOException {
    return open(settings(urls), folder);
  }

  Backend open(NatsSettings settings, Path folder) throws IOException {
    Backend files = Embedded.open(EmbeddedSettings.in(folder));
    folders.add(files);
    return with(files, states.open(settings));
  }

  /// Another node on the objects that are open, as a second process would be on a shared store.
  Backend beside(NatsState state) {
    return with(folders.getLast(), state);
  }

  NatsSettings settings(Object urls) {
    return states.settings(urls);
  }

  States states() {
    return states;
  }

  @Override
  public void afterEach(ExtensionContext test) throws IOException {
    close();
  }

  @Override
  public void close() throws IOException {
    states.close();
    for (Backend each : folders) {
      each.close();
    }
    folders.clear();
  }

  private static Backend with(Backend files, NatsState state) {
    return new Backend(files.objects(), state.queue(), state.jobs(), state.events());
  }
}
