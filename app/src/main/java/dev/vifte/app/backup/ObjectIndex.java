package dev.vifte.app.backup;

import dev.vifte.app.RestoreMark;
import dev.vifte.app.TenantPlaces;
import dev.vifte.app.backup.BackupSet.Part;
import dev.vifte.app.screen.Progress;
import dev.vifte.app.screen.Screen;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectContent;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectNotFoundException;
import dev.vifte.object.ObjectPrefix;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Copies every object into a backup and notes it in `objects.jsonl`. Used by one thread.
final class ObjectIndex {
  private static final String INPUTS = "in/";

  private final SetWriter writer;
  private final ObjectCopies objects;
  private final Path lines;
  private long count;
  private long bytes;

  ObjectIndex(SetWriter writer, ObjectCopies objects) throws IOException {
    this.writer = writer;
    this.objects = objects;
    this.lines = writer.scratch("objects");
  }

  /// What was copied.
  record Copied(long count, long bytes) {}

  /// Lists them all before the first is copied: while files come in faster than they are copied, a
  /// listing beside it would never end. One that is gone when its turn comes was erased meanwhile.
  void copyAll(Screen screen) throws IOException {
    Path keys = writer.scratch("keys");
    int total = list(keys);
    try (Progress progress = screen.progress("objects", Math.max(1, total));
        BufferedReader in = Files.newBufferedReader(keys);
        BufferedWriter out = Files.newBufferedWriter(lines)) {
      for (String key = in.readLine(); key != null; key = in.readLine()) {
        copy(new ObjectKey(key), out);
        progress.step(key);
      }
    }
    Files.delete(keys);
  }

  private int list(Path to) throws IOException {
    int listed = 0;
    try (BufferedWriter out = Files.newBufferedWriter(to);
        Stream<ObjectInfo> all = objects.list(ObjectPrefix.ALL)) {
      for (ObjectInfo each : (Iterable<ObjectInfo>) all::iterator) {
        if (!each.key().equals(RestoreMark.KEY) && !TenantPlaces.isMark(each.key())) {
          out.write(each.key() + "\n");
          listed++;
        }
      }
    }
    return listed;
  }

  private void copy(ObjectKey key, BufferedWriter out) throws IOException {
    try (ObjectContent content = objects.open(key)) {
      Part part = writer.put(ObjectLine.part(key), content.stream());
      Optional<String> note = key.value().startsWith(INPUTS) ? objects.note(key) : Optional.empty();
      Optional<MediaType> type = objects.type(key);
      out.write(new ObjectLine(key, part.size(), part.sha256(), type, note).text() + "\n");
      count++;
      bytes += part.size();
    } catch (ObjectNotFoundException _) {
      // erased since it was listed
    }
  }

  /// Adds the index itself.
  Copied add() throws IOException {
    writer.part(BackupSet.INDEX, lines);
    Files.delete(lines);
    return new Copied(count, bytes);
  }
}
