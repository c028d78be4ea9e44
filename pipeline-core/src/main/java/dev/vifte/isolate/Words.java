package dev.vifte.isolate;

import dev.vifte.isolate.Said.OutputFile;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import dev.vifte.stage.Output.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// Puts an outcome into words for the parent; bytes go to files.
record Words(Task task) {
  Said.Last last(Outcome outcome) throws IOException {
    return switch (outcome) {
      case Outcome.Done done -> done(done);
      case Outcome.Retry(var why, var after, var trouble) ->
          new Said.Retry(true, why, after, trouble);
      case Outcome.Reject(var reason, var why) -> new Said.Reject(true, reason, why);
    };
  }

  private Said.Done done(Outcome.Done done) throws IOException {
    var files = new ArrayList<OutputFile>();
    for (Output output : done.outputs()) {
      var path = file(output).toAbsolutePath().toString();
      files.add(new OutputFile(output.name(), output.type(), path, output.facts()));
    }
    return new Said.Done(true, files, done.data(), done.items());
  }

  private Path file(Output output) throws IOException {
    return switch (output.content()) {
      case Content.InFile(var path) -> path;
      case Content.Bytes(var bytes) -> {
        Path folder = Files.createDirectories(Path.of(task.scratch(), "bytes"));
        yield Files.write(folder.resolve(output.name()), bytes);
      }
    };
  }
}
