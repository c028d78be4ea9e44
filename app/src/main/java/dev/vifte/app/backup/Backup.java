package dev.vifte.app.backup;

import dev.vifte.app.ExitCode;
import dev.vifte.app.Problem;
import dev.vifte.app.Release;
import dev.vifte.app.TenantPlaces;
import dev.vifte.app.screen.Amounts;
import dev.vifte.app.screen.Screen;
import dev.vifte.app.settings.Settings;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectPrefix;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.stream.Stream;

/// Makes a backup while nodes work. The state is copied first and the objects behind it: an object
/// is there before a record names it and goes after the record has gone, so whatever the state
/// names is among the objects.
public final class Backup {
  private static final String README =
      """
      A backup of Vifte: everything that was accepted before the point named in backup.json.

        vifte restore THIS        puts it back; verifies first
        sha256sum -c SHA256SUMS   looks, without Vifte, whether every file is as it was written

      state/         queue, jobs and events
      objects/       files and results; objects.jsonl lists them
      files/         API keys (hashed) and the key of data subjects

      It holds what the store holds, personal data included. Keep it as safe, and no longer.
      """;

  private final Settings settings;
  private final Screen screen;
  private final InstantSource clock;

  public Backup(Settings settings, Screen screen, InstantSource clock) {
    this.settings = settings;
    this.screen = screen;
    this.clock = clock;
  }

  /// Makes it, verifies it, and only then gives it its name.
  ///
  /// @param to a folder, or one file when it ends in `.zip`; must not be there
  /// @throws Problem saying what to do; what was written of it is left under another name
  public BackupSet make(Path to) {
    refuse(to);
    try {
      return makeNow(to);
    } catch (IOException e) {
      throw new Problem(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  private BackupSet makeNow(Path to) throws IOException {
    try (StateCopies state = Copies.state(settings);
        ObjectCopies objects = Copies.objects(settings)) {
      TenantPlaces.of(settings).require(objects.common());
      requireRoom(to, state.bytes() + measure(objects));
      BackupSet set = write(to, state, objects);
      verify(SetWriter.growing(to));
      Files.move(SetWriter.growing(to), to, StandardCopyOption.ATOMIC_MOVE);
      Files.delete(SetWriter.folder(to));
      return set;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void refuse(Path to) {
    if (Files.exists(to)) {
      throw new Problem(ExitCode.USAGE, to + " is there already; choose another name");
    }
    Path growing = SetWriter.folder(to);
    if (Files.exists(growing)) {
      throw new Problem(
          ExitCode.USAGE,
          "%s is what an earlier try left, or is being written; remove it, or choose another name"
              .formatted(growing));
    }
    if (!Files.isDirectory(parent(to))) {
      throw new Problem(ExitCode.USAGE, "the folder %s is not there".formatted(parent(to)));
    }
  }

  private static Path parent(Path to) {
    return to.toAbsolutePath().resolveSibling(".").normalize();
  }

  private static long measure(ObjectCopies objects) throws IOException {
    try (Stream<ObjectInfo> all = objects.list(ObjectPrefix.ALL)) {
      return all.mapToLong(ObjectInfo::size).sum();
    }
  }

  private void requireRoom(Path to, long bytes) throws IOException {
    long free = Files.getFileStore(parent(to)).getUsableSpace();
    screen.note(
        "about %s to copy, %s free in %s"
            .formatted(Amounts.bytes(bytes), Amounts.bytes(free), parent(to)));
    if (free < bytes) {
      throw new Problem(
          ExitCode.UNAVAILABLE,
          "%s has room for %s, but the backup takes about %s; choose another disk"
              .formatted(parent(to), Amounts.bytes(free), Amounts.bytes(bytes)));
    }
  }

  private BackupSet write(Path to, StateCopies state, ObjectCopies objects) throws IOException {
    try (var writer = new SetWriter(to)) {
      Instant point = clock.instant();
      state.copy(writer);
      screen.note("copied the state as it was at " + point);
      var index = new ObjectIndex(writer, objects);
      index.copyAll(screen);
      ObjectIndex.Copied copied = index.add();
      addFiles(writer);
      var set =
          new BackupSet(
              BackupSet.FORMAT,
              UUID.randomUUID(),
              Release.line(),
              point,
              clock.instant(),
              state.kind(),
              writer.parts(),
              copied.count(),
              copied.bytes());
      writer.seal(set);
      return set;
    }
  }

  private void addFiles(SetWriter writer) throws IOException {
    try (InputStream text = new ByteArrayInputStream(README.getBytes(StandardCharsets.UTF_8))) {
      var _ = writer.part("README.txt", text);
    }
    for (OwnFile each : OwnFile.of(settings)) {
      if (Files.isRegularFile(each.file())) {
        writer.part(each.part(), each.file());
      }
    }
  }

  private void verify(Path growing) throws IOException {
    try (SetReader reader = SetReader.open(growing)) {
      Verified verified = Verified.of(reader, screen);
      screen.note("verified: %d files are as they were written".formatted(verified.files()));
    }
  }
}
