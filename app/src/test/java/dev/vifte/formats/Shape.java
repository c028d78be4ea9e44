package dev.vifte.formats;

import dev.vifte.audit.AuditEntry;
import dev.vifte.event.JobEvent;
import dev.vifte.job.Entry;
import dev.vifte.job.JobNote;
import dev.vifte.pipeline.Definition;
import dev.vifte.queue.TaskMessage;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The fields of everything that is stored or sent, one a line: what another version reads.
final class Shape {
  private static final String OURS = "dev.vifte.";

  private final Set<String> lines = new TreeSet<>();
  private final Set<Class<?>> seen = new java.util.HashSet<>();
  private final Deque<Class<?>> next = new ArrayDeque<>();

  private Shape() {}

  /// As the code is now.
  static List<String> now() {
    var shape = new Shape();
    shape.next.addAll(roots());
    while (!shape.next.isEmpty()) {
      shape.describe(shape.next.remove());
    }
    return List.copyOf(shape.lines);
  }

  private static List<Class<?>> roots() {
    return List.of(
        Entry.class,
        TaskMessage.class,
        JobEvent.class,
        JobNote.class,
        Definition.class,
        AuditEntry.class,
        hidden("dev.vifte.run.Pointer"),
        hidden("dev.vifte.ingest.ArrivalNote"),
        dev.vifte.app.backup.BackupSet.class,
        hidden("dev.vifte.app.backup.ObjectLine"));
  }

  /// One that only its own package knows.
  private static Class<?> hidden(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name + " is gone; so is the format of what it stored", e);
    }
  }

  private void describe(Class<?> type) {
    if (!type.getName().startsWith(OURS) || !seen.add(type)) {
      return;
    }
    if (type.isSealed() && type.isInterface()) {
      next.addAll(Arrays.asList(type.getPermittedSubclasses()));
      Arrays.stream(type.getPermittedSubclasses())
          .forEach(each -> lines.add("%s is one of %s".formatted(name(each), name(type))));
    }
    if (type.isEnum()) {
      lines.add("%s %s".formatted(name(type), Arrays.toString(type.getEnumConstants())));
    }
    if (type.isRecord()) {
      for (RecordComponent each : type.getRecordComponents()) {
        lines.add("%s.%s %s".formatted(name(type), each.getName(), words(each.getGenericType())));
        follow(each.getGenericType());
      }
    }
  }

  private void follow(Type type) {
    switch (type) {
      case Class<?> one -> next.add(one);
      case ParameterizedType of -> Arrays.stream(of.getActualTypeArguments()).forEach(this::follow);
      default -> {}
    }
  }

  private static String words(Type type) {
    return type.getTypeName().replaceAll("[a-z]+\\.|\\$", "").replace("vifte.", "");
  }

  private static String name(Class<?> type) {
    return type.getName().substring(type.getName().lastIndexOf('.') + 1);
  }
}
