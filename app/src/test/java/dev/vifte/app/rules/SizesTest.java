package dev.vifte.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

final class SizesTest {
  private static final int FILE = 300;
  private static final int METHOD = 30;
  private static final int PARAMETERS = 5;

  /// What may be larger, each with its reason.
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "EngineTroubleContract.a_cancelled_job_stops_what_runs_and_never_starts_what_waits",
          "one story with two jobs; its halves mean nothing alone",
          "PipelineMistakesTest.all_mistakes_are_told_at_once_each_at_its_place",
          "a whole file with every mistake, beside the sentences it gives",
          "PipelineYamlTest.every_key_reaches_the_definition",
          "a whole file with every key, beside what it means");

  @Test
  void files_methods_and_constructors_are_small() throws IOException {
    var found = new TreeMap<String, String>();
    for (Path file : sources()) {
      count(file, found);
    }
    measure(sources(), found);

    var unexpected = new TreeMap<>(found);
    unexpected.keySet().removeAll(EXCEPTIONS.keySet());
    assertThat(unexpected).as("too large; split by the noun it talks about").isEmpty();
    assertThat(found.keySet())
        .as("exceptions that are no longer needed")
        .containsAll(EXCEPTIONS.keySet());
  }

  private static List<Path> sources() throws IOException {
    Path root = Path.of("").toAbsolutePath().getParent();
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }

  private static void measure(List<Path> sources, Map<String, String> found) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjectsFromPaths(sources);
      var task =
          (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, units);
      Trees trees = Trees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new Measuring(unit, trees).scan(unit, found);
      }
    }
  }

  private static void count(Path file, Map<String, String> found) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      long count = lines.count();
      if (count > FILE) {
        found.put(file.getFileName().toString(), count + " lines, at most " + FILE);
      }
    }
  }

  /// Walks one file.
  private static final class Measuring extends TreeScanner<Boolean, Map<String, String>> {
    private final CompilationUnitTree unit;
    private final Trees trees;
    private final List<ClassTree> around = new ArrayList<>();

    Measuring(CompilationUnitTree unit, Trees trees) {
      this.unit = unit;
      this.trees = trees;
    }

    @Override
    public Boolean visitClass(ClassTree type, Map<String, String> found) {
      around.add(type);
      Boolean result = super.visitClass(type, found);
      around.removeLast();
      return result;
    }

    @Override
    public Boolean visitMethod(MethodTree method, Map<String, String> found) {
      ClassTree type = around.getLast();
      String name = type.getSimpleName() + "." + method.getName();
      long lines = lines(method);
      if (lines > METHOD) {
        found.put(name, lines + " lines, at most " + METHOD);
      }
      boolean constructor = method.getName().contentEquals("<init>");
      if (constructor
          && type.getKind() != Tree.Kind.RECORD
          && method.getParameters().size() > PARAMETERS) {
        found.put(name, method.getParameters().size() + " parameters, at most " + PARAMETERS);
      }
      return super.visitMethod(method, found);
    }

    /// Between its braces.
    private long lines(MethodTree method) {
      if (method.getBody() == null) {
        return 0;
      }
      LineMap map = unit.getLineMap();
      var positions = trees.getSourcePositions();
      long begin = positions.getStartPosition(unit, method.getBody());
      long end = positions.getEndPosition(unit, method.getBody());
      return begin < 0 ? 0 : map.getLineNumber(end) - map.getLineNumber(begin) - 1;
    }
  }
}
