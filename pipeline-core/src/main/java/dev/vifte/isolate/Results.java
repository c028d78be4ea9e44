package dev.vifte.isolate;

import dev.vifte.isolate.Said.OutputFile;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;

/// Turns a child's last word into an outcome. Believes it no path outside the attempt's folder.
record Results(Path scratch) {
  Outcome outcome(Said.Last last) throws IOException {
    return switch (last) {
      case Said.Done done -> done(done);
      case Said.Retry(_, var why, var after, var trouble) -> new Outcome.Retry(why, after, trouble);
      case Said.Reject(_, var reason, var why) -> Outcome.reject(reason, why);
    };
  }

  private Outcome done(Said.Done done) throws IOException {
    var outputs = new ArrayList<Output>();
    for (OutputFile file : done.outputs()) {
      var content = new Output.Content.InFile(checked(file));
      outputs.add(new Output(file.name(), file.type(), content, file.facts()));
    }
    return new Outcome.Done(outputs, done.data(), done.items());
  }

  private Path checked(OutputFile file) throws IOException {
    Path path = Path.of(file.path());
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
        || !path.toRealPath().startsWith(scratch.toRealPath())) {
      throw new IOException(
          "output '%s' is no file in the scratch folder of its attempt: %s"
              .formatted(file.name(), path));
    }
    return path;
  }
}
