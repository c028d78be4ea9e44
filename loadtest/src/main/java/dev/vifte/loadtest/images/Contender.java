package dev.vifte.loadtest.images;

import dev.vifte.loadtest.peers.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A program that makes small pictures, running and waiting for requests. For one thread.
final class Contender implements AutoCloseable {
  private static final int PATIENCE_MINUTES = 3;

  private final String name;
  private final Path log;
  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;

  private Contender(Launch launch, Path log) throws IOException {
    this.name = launch.name();
    this.log = log;
    var builder =
        new ProcessBuilder(launch.command())
            .redirectError(ProcessBuilder.Redirect.to(log.toFile()));
    builder.environment().putAll(launch.environment());
    this.process = builder.start();
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /// How to start one.
  ///
  /// @param name for people
  /// @param environment on top of this JVM's own
  record Launch(String name, List<String> command, Map<String, String> environment) {}

  /// @param folder for its log
  static Contender start(Launch launch, Path folder) throws IOException {
    Files.createDirectories(folder);
    return new Contender(launch, folder.resolve(launch.name() + ".log"));
  }

  String name() {
    return name;
  }

  /// Has a request done and gives the milliseconds of CPU time that its process took.
  double ask(String request) throws IOException, InterruptedException {
    requests.write(request + "\n");
    requests.flush();
    var answer = new CompletableFuture<String>();
    Thread.ofVirtual().start(() -> read(answer));
    try {
      return Double.parseDouble(answer.get(PATIENCE_MINUTES, TimeUnit.MINUTES));
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IOException("%s did not answer '%s'; see %s".formatted(name, request, log), e);
    }
  }

  private void read(CompletableFuture<String> answer) {
    try {
      String line = answers.readLine();
      if (line == null) {
        answer.completeExceptionally(new IOException("it has ended"));
      } else {
        answer.complete(line);
      }
    } catch (IOException e) {
      answer.completeExceptionally(e);
    }
  }

  /// What the kernel counts for it.
  Processes processes() {
    return Processes.of(process.pid());
  }

  /// Ends it in good order: a JVM writes its cache then.
  @Override
  public void close() throws IOException {
    requests.close();
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
