package dev.vifte.isolate;

import dev.vifte.Json;
import dev.vifte.isolate.Said.Answer;
import dev.vifte.stage.Reason;
import dev.vifte.stage.StageResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;

/// The child's side of the talk with its parent. Used by one thread.
final class Parent {
  private final Frames frames;
  private final BlockingQueue<byte[]> heard;

  Parent(Frames frames, BlockingQueue<byte[]> heard) {
    this.frames = frames;
    this.heard = heard;
  }

  void say(Said said) throws IOException {
    byte[] json = Json.bytes(said);
    frames.send(Frames.fits(json) ? json : Json.bytes(tooMuch(json.length)));
  }

  String secret(String name) throws IOException {
    return ask(new Said.NeedsSecret(name));
  }

  Path output(StageResult.Stored output) throws IOException {
    return Path.of(ask(new Said.NeedsOutput(output)));
  }

  private String ask(Said question) throws IOException {
    say(question);
    try {
      var answer = Json.read(heard.take(), Answer.class);
      return answer
          .value()
          .orElseThrow(() -> new IOException(answer.problem().orElse("no answer")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while asking").initCause(e);
    }
  }

  private static Said tooMuch(int length) {
    return new Said.Reject(
        true,
        Reason.TOO_COMPLEX,
        "the findings are %d bytes of JSON; at most %d; send a smaller file"
            .formatted(length, Frames.MOST));
  }
}
