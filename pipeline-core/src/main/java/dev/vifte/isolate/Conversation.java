package dev.vifte.isolate;

import dev.vifte.Json;
import dev.vifte.isolate.Said.Answer;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The parent's side of the talk with one child. Used by one thread.
final class Conversation {
  private final Frames frames;
  private int copies;

  Conversation(Frames frames) {
    this.frames = frames;
  }

  /// Waits until the child has started.
  void greet() throws IOException {
    if (!(frames.next(Said.class) instanceof Said.Ready)) {
      throw new IOException("an isolated process did not say that it is ready");
    }
  }

  /// Hands over a task and answers questions until the child's last word on it.
  Said.Last work(byte[] task, StageInput input) throws IOException {
    frames.send(task);
    while (true) {
      switch (frames.next(Said.class)) {
        case Said.NeedsSecret(var name) -> answer(() -> input.secret(name));
        case Said.NeedsOutput(var output) -> answer(() -> copy(output, input));
        case Said.Last last -> {
          return last;
        }
        case Said.Ready _ -> throw new IOException("an isolated process started twice");
      }
    }
  }

  private String copy(StageResult.Stored output, StageInput input) throws IOException {
    Path folder = Files.createDirectories(input.scratch().resolve("after"));
    Path copy = folder.resolve(Integer.toString(copies++));
    try (var bytes = input.open(output)) {
      Files.copy(bytes, copy);
    }
    return copy.toString();
  }

  private void answer(Question question) throws IOException {
    frames.send(Json.bytes(ask(question)));
  }

  private static Answer ask(Question question) {
    try {
      return new Answer(Optional.of(question.ask()), Optional.empty());
    } catch (IOException e) {
      return new Answer(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private interface Question {
    String ask() throws IOException;
  }
}
