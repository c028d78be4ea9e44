package dev.vifte.erased;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Where bytes could be left: folders with all their files, and every line that was logged.
public final class Places implements AutoCloseable {
  private final List<Path> folders;
  private final Level before;
  private final Lines lines = new Lines();

  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final Queue<String> all = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      String thrown =
          event.getThrowableProxy() == null ? "" : event.getThrowableProxy().getMessage();
      all.add(
          "%s %s %s %s"
              .formatted(
                  event.getFormattedMessage(),
                  event.getKeyValuePairs(),
                  event.getMDCPropertyMap(),
                  thrown));
    }
  }

  /// Walks through folders from which files may go meanwhile.
  private static final class Search extends SimpleFileVisitor<Path> {
    private final String word;
    private final Set<String> found;

    Search(String word, Set<String> found) {
      this.word = word;
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes what) throws IOException {
      if (what.isRegularFile() && holds(file, word)) {
        found.add(file.toString());
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException gone) {
      return FileVisitResult.CONTINUE;
    }
  }

  /// @param folders that are searched whole
  public Places(List<Path> folders) {
    this.folders = folders;
    this.before = root().getLevel();
    root().setLevel(Level.DEBUG);
    lines.setContext(root().getLoggerContext());
    lines.start();
    root().addAppender(lines);
  }

  /// Where a word is found, as it is or as base64.
  public List<String> of(String word) throws IOException {
    var found = new TreeSet<String>();
    for (Path folder : folders) {
      Files.walkFileTree(folder, new Search(word, found));
    }
    lines.all.stream()
        .filter(line -> line.contains(word))
        .forEach(line -> found.add("log: " + line));
    return List.copyOf(found);
  }

  /// Files come and go while they are searched.
  private static boolean holds(Path file, String word) throws IOException {
    try {
      String bytes = new String(Files.readAllBytes(file), ISO_8859_1);
      return bytes.contains(word) || forms(word).stream().anyMatch(bytes::contains);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /// How base64 shows a word, wherever in a longer text it stands: without its blurred ends.
  private static List<String> forms(String word) {
    return Stream.of("", "x", "xx")
        .map(shift ->
            Base64.getEncoder().withoutPadding().encodeToString((shift + word).getBytes(UTF_8)))
        .map(form -> form.substring(4, form.length() - 2))
        .toList();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @Override
  public void close() {
    root().detachAppender(lines);
    root().setLevel(before);
  }
}
