package dev.vifte.app.backup;

import dev.vifte.Backend;
import dev.vifte.app.ErasureLedger;
import dev.vifte.app.ExitCode;
import dev.vifte.app.Problem;
import dev.vifte.app.RestoreMark;
import dev.vifte.app.Stores;
import dev.vifte.app.TenantPlaces;
import dev.vifte.app.screen.Progress;
import dev.vifte.app.screen.Screen;
import dev.vifte.app.settings.Settings;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectStore;
import dev.vifte.object.PutOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// Puts a backup back while no node runs. A mark stands there from before anything is changed until
/// all is done: a node does not start beside it, and a restore that died is done again from its
/// beginning, past the objects that are there.
public final class Restore {
  private static final MediaType BYTES = new MediaType("application/octet-stream");
  private static final ObjectKey NAMES_PEOPLE = new ObjectKey("erased/key.json");

  private final Settings settings;
  private final Options options;
  private final Screen screen;
  private final Instant now;

  /// @param now when erasures begin anew
  public Restore(Settings settings, Options options, Screen screen, Instant now) {
    this.settings = settings;
    this.options = options;
    this.screen = screen;
    this.now = now;
  }

  /// How to restore.
  ///
  /// @param replace a state that is there goes; objects that are there stay
  /// @param erasures a ledger in place of `erase.ledger`
  /// @param withoutErasures nobody knows who was erased since, and that is accepted
  public record Options(boolean replace, Optional<String> erasures, boolean withoutErasures) {}

  /// What came back.
  ///
  /// @param objects that were put; the others were there
  /// @param erased jobs that stay erased
  public record Done(BackupSet set, long objects, long there, long erased, Census jobs) {}

  /// Restores.
  ///
  /// @throws Problem saying what to do
  public Done from(Path from) {
    try {
      return restore(from);
    } catch (IOException e) {
      throw new Problem(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  private Done restore(Path from) throws IOException {
    try (SetReader reader = SetReader.open(from);
        StateCopies state = Copies.state(settings);
        ObjectCopies objects = Copies.objects(settings)) {
      BackupSet set = Verified.of(reader, screen).set();
      screen.note("verified: the backup is as it was written");
      requireKind(set, state);
      return restore(reader, set, state, objects);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void requireKind(BackupSet set, StateCopies state) {
    if (!set.state().equals(state.kind())) {
      throw new Problem(
          ExitCode.CONFIGURATION,
          "the backup is of a state on %s, but the configuration names one on %s"
              .formatted(set.state(), state.kind()));
    }
  }

  private Done restore(SetReader reader, BackupSet set, StateCopies state, ObjectCopies objects)
      throws IOException {
    state.requireIdle();
    objects.common().prepare();
    TenantPlaces.of(settings).require(objects.common());
    objects.prepare();
    var gone = new Gone(now);
    requireErasures(reader, set, outsideTells(gone, objects));
    gone.tellsOf(reader);
    RestoreMark mark = Copies.mark(settings, objects);
    requireFree(mark, set, state);
    mark.set(set.id().toString());
    state.restore(reader);
    screen.note("the state is back as it was at " + set.point());
    Done done = fill(reader, set, gone);
    mark.clear();
    return done;
  }

  private Done fill(SetReader reader, BackupSet set, Gone gone) throws IOException {
    try (Stores.Opened stores = Stores.evenUnfinished(settings, screen::note).open()) {
      Backend backend = stores.backend();
      var buried = new Buried(backend, gone, now);
      buried.bury();
      long[] counts = putAll(reader, set, buried, backend.objects());
      restoreOwnFiles(reader);
      return new Done(set, counts[0], counts[1], buried.jobs(), Census.of(backend.jobs()));
    }
  }

  /// How many were put, and how many were there.
  private long[] putAll(SetReader reader, BackupSet set, Buried buried, ObjectStore objects)
      throws IOException {
    long[] counts = new long[2];
    try (Progress progress =
        screen.progress("objects", Math.clamp(set.objects(), 1, Integer.MAX_VALUE))) {
      reader.objects(line -> {
        if (buried.spares(line)) {
          counts[put(reader, line, objects) ? 0 : 1]++;
        }
        progress.step(line.key().value());
      });
    }
    return counts;
  }

  private void restoreOwnFiles(SetReader reader) throws IOException {
    for (OwnFile each : OwnFile.of(settings)) {
      each.restore(reader).ifPresent(screen::note);
    }
  }

  /// Whether anything outside of the backup tells who was erased.
  private boolean outsideTells(Gone gone, ObjectCopies objects) throws IOException {
    gone.tellsOf(objects);
    Optional<String> ledger = options.erasures().or(settings.subjects()::ledger);
    if (ledger.isPresent()) {
      ErasureLedger.at(ledger.get(), settings).receipts().forEach(gone::receipt);
    }
    return ledger.isPresent() || objects.has(NAMES_PEOPLE);
  }

  private void requireErasures(SetReader reader, BackupSet set, boolean told) {
    if (!told && !options.withoutErasures() && reader.has(ObjectLine.part(NAMES_PEOPLE))) {
      throw new Problem(
          ExitCode.USAGE,
          ("the backup holds data of people, and nothing here tells who was erased after %s: name"
                  + " the ledger of erasures (--erasures PLACE, or erase.ledger), or say"
                  + " --without-erasures, and erase them again yourself")
              .formatted(set.point()));
    }
  }

  private void requireFree(RestoreMark mark, BackupSet set, StateCopies state) throws IOException {
    Optional<String> begun = mark.backup();
    if (begun.isPresent() && begun.get().equals(set.id().toString())) {
      screen.note("going on with a restore that was not finished");
      return;
    }
    Optional<String> occupant = state.occupant();
    if (occupant.isPresent() && !options.replace()) {
      throw new Problem(
          ExitCode.USAGE,
          ("there is %s; --replace puts the backup in its place. What was accepted since the backup"
                  + " and is not among the objects is lost then: take a backup of it first")
              .formatted(occupant.get()));
    }
  }

  /// False when the object was there.
  private static boolean put(SetReader reader, ObjectLine line, ObjectStore objects)
      throws IOException {
    PutOptions once = PutOptions.once(line.type().orElse(BYTES));
    PutOptions how = line.note().map(once::noting).orElse(once);
    if (objects.head(line.key()).isPresent()) {
      return false;
    }
    try (InputStream bytes = reader.open(line.part())) {
      return objects.put(line.key(), bytes, how).created();
    }
  }
}
