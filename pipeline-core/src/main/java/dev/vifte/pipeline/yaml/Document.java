package dev.vifte.pipeline.yaml;

import java.io.StringReader;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/// From text to a tree that is safe to walk: bounded in size, depth and aliases, and without tags.
final class Document {
  private static final int MAX_LENGTH = 1_000_000;
  private static final int MAX_VALUES = 20_000;
  private static final int MAX_DEPTH = 50;
  private static final Set<Tag> PLAIN =
      Set.of(
          Tag.STR,
          Tag.INT,
          Tag.FLOAT,
          Tag.BOOL,
          Tag.NULL,
          Tag.TIMESTAMP,
          Tag.MERGE,
          Tag.MAP,
          Tag.SEQ,
          new Tag("tag:yaml.org,2002:value"));

  private final Reading reading;
  private int values;

  private Document(Reading reading) {
    this.reading = reading;
  }

  /// The root, or nothing when a mistake was noted.
  static Optional<Value> compose(String yaml, Reading reading) {
    if (yaml.length() > MAX_LENGTH) {
      reading.mistake(
          1,
          1,
          "",
          "the file has %,d characters; at most %,d are read, so split it"
              .formatted(yaml.length(), MAX_LENGTH));
      return Optional.empty();
    }
    return root(yaml, reading)
        .filter(new Document(reading)::isSafe)
        .map(node -> new Value(node, node.getStartMark(), "", reading));
  }

  private static Optional<Node> root(String yaml, Reading reading) {
    try {
      Optional<Node> root =
          Optional.ofNullable(new Yaml(options()).compose(new StringReader(yaml)));
      if (root.isEmpty()) {
        reading.mistake(1, 1, "", "the file is empty; write at least 'pipeline' and 'stages'");
      }
      return root;
    } catch (YAMLException e) {
      note(e, yaml, reading);
      return Optional.empty();
    }
  }

  private static void note(YAMLException e, String yaml, Reading reading) {
    switch (e) {
      case ReaderException bad -> {
        // the exception counts within its own buffer, so the first such character is looked up
        String before = yaml.substring(0, Math.max(0, yaml.indexOf(bad.getCodePoint())));
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        int column = before.length() - before.lastIndexOf('\n');
        String what = "the character U+%04X is not allowed".formatted(bad.getCodePoint());
        reading.mistake((int) line, column, "", unreadable(what));
      }
      case MarkedYAMLException marked when marked.getProblemMark() != null ->
          reading.mistake(marked.getProblemMark(), "", unreadable(marked.getProblem()));
      default -> reading.mistake(1, 1, "", unreadable(String.valueOf(e.getMessage())));
    }
  }

  private static String unreadable(String problem) {
    return "this is no YAML: %s; check the indentation, the quotes and the brackets here"
        .formatted(problem);
  }

  private static LoaderOptions options() {
    var options = new LoaderOptions();
    options.setCodePointLimit(MAX_LENGTH);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(MAX_VALUES);
    // nothing is ever made of a tag here, and all of them are refused below
    options.setTagInspector(_ -> true);
    return options;
  }

  private boolean isSafe(Node root) {
    int before = reading.count();
    visit(root, 0);
    if (values > MAX_VALUES) {
      reading.mistake(
          root.getStartMark(),
          "",
          "the file has more than %,d values once its aliases are written out; use fewer"
              .formatted(MAX_VALUES));
    }
    return reading.count() == before;
  }

  /// Ends early in an alias bomb; the depth ends an alias that holds itself.
  private void visit(Node node, int depth) {
    values += depth > MAX_DEPTH ? MAX_VALUES : 1;
    if (values > MAX_VALUES) {
      return;
    }
    if (!PLAIN.contains(node.getTag())) {
      reading.mistake(
          node.getStartMark(),
          "",
          "the tag '%s' is not allowed; write a plain value".formatted(node.getTag()));
    }
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> visit(item, depth + 1));
    } else if (node instanceof MappingNode map) {
      for (NodeTuple entry : map.getValue()) {
        visit(entry.getKeyNode(), depth + 1);
        visit(entry.getValueNode(), depth + 1);
      }
    }
  }
}
