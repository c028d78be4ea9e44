package dev.vifte.app.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.vifte.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The YAML file, flattened to `http.port` with the line of each value.
final class SettingsFile {
  private final Path file;
  private final Map<String, Given> given = new HashMap<>();
  private final List<String> mistakes;
  private final Deque<String> path = new ArrayDeque<>();

  private SettingsFile(Path file, List<String> mistakes) {
    this.file = file;
    this.mistakes = mistakes;
  }

  /// Reads a file; what is wrong with it goes to `mistakes`.
  static Map<String, Given> read(Path file, Collection<String> known, List<String> mistakes) {
    var reading = new SettingsFile(file, mistakes);
    try (JsonParser parser = new YAMLFactory().createParser(Files.newBufferedReader(file))) {
      reading.walk(parser);
    } catch (JsonProcessingException e) {
      reading.mistake(e.getLocation().getLineNr(), "this is no YAML: " + e.getOriginalMessage());
    } catch (IOException e) {
      mistakes.add("%s cannot be read (%s)".formatted(file, e.getMessage()));
    }
    reading.requireKnown(known);
    return reading.given;
  }

  private void walk(JsonParser parser) throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      int line = parser.currentTokenLocation().getLineNr();
      switch (token) {
        case FIELD_NAME -> path.addLast(parser.currentName());
        case END_OBJECT -> path.pollLast();
        case START_OBJECT -> {
          // its fields follow
        }
        case START_ARRAY -> {
          mistake(line, "%s must be one value, not a list".formatted(name()));
          parser.skipChildren();
          path.pollLast();
        }
        default -> {
          take(parser, line);
          path.pollLast();
        }
      }
    }
  }

  private void take(JsonParser parser, int line) throws IOException {
    if (path.isEmpty()) {
      mistake(line, "the file must hold keys and values, such as 'http: { port: 8080 }'");
    } else if (parser.currentToken() == JsonToken.VALUE_NULL) {
      mistake(line, "%s has no value; write one or remove the key".formatted(name()));
    } else {
      given.put(name(), new Given(parser.getText(), "%s:%d".formatted(file, line)));
    }
  }

  private void requireKnown(Collection<String> known) {
    given.forEach((name, value) -> {
      if (!known.contains(name)) {
        mistakes.add(
            "%s: there is no setting %s%s"
                .formatted(value.where(), name, Nearest.hint(name, known)));
      }
    });
  }

  private String name() {
    return String.join(".", path);
  }

  private void mistake(int line, String what) {
    mistakes.add("%s:%d: %s".formatted(file, line, what));
  }
}
