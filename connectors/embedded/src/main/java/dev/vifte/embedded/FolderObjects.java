package dev.vifte.embedded;

import dev.vifte.object.ByteRange;
import dev.vifte.object.LocalFiles;
import dev.vifte.object.Notes;
import dev.vifte.object.ObjectContent;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectNotFoundException;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.ObjectStore;
import dev.vifte.object.PutOptions;
import dev.vifte.object.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// Objects as files. A put writes beside them and moves the whole file into place, so a reader sees
/// all of it or nothing, after a crash too.
final class FolderObjects implements ObjectStore, LocalFiles, Notes {
  private final Release under;
  private final Disk disk;
  private final Folders folders;
  private final KeyPaths paths;
  private final FolderReading reading;
  private final Failures failures;
  private final Stamps stamps;
  private final AtomicBoolean closed = new AtomicBoolean();

  private FolderObjects(Home home, Release under, Failures failures, Stamps stamps) {
    this.under = under;
    this.failures = failures;
    this.stamps = stamps;
    this.disk = home.durable() ? Disk.under(home.folder()) : Disk.ofMemory();
    this.folders = new Folders(home.objects(), disk);
    this.paths = new KeyPaths(home.objects());
    this.reading = new FolderReading(paths);
  }

  /// What the objects lie on; called once, when they are closed.
  @FunctionalInterface
  interface Release {
    void release() throws IOException;
  }

  static FolderObjects open(Home home, Release under, InstantSource clock) throws IOException {
    var failures = new Failures(home.folder().toString());
    var objects = new FolderObjects(home, under, failures, new Stamps(clock));
    objects.folders.prepare();
    return objects;
  }

  @Override
  public StoredObject put(ObjectKey key, InputStream bytes, PutOptions how) throws IOException {
    if (how.ifAbsent() && head(key).isPresent()) {
      return kept(key);
    }
    try (var incoming = new Incoming(folders.incoming(), failures)) {
      incoming.write(bytes, how.note(), disk);
      stamps.stamp(incoming.file());
      String etag = Stamps.etag(incoming.file());
      if (!folders.move(incoming.file(), paths.of(key), how.ifAbsent())) {
        return kept(key);
      }
      if (!how.ifAbsent()) {
        incoming.moved();
      }
      return new StoredObject(key, incoming.size(), etag, incoming.sha256Hex(), true);
    } catch (IOException e) {
      throw failures.translate(e);
    }
  }

  @Override
  public ObjectContent open(ObjectKey key, ByteRange range) throws IOException {
    return reading.open(key, range);
  }

  @Override
  public Optional<ObjectInfo> head(ObjectKey key) throws IOException {
    return reading.head(key);
  }

  @Override
  public Optional<String> note(ObjectKey key) throws IOException {
    return reading.note(key);
  }

  @Override
  public Stream<ObjectInfo> list(ObjectPrefix under) throws IOException {
    return reading.list(under);
  }

  @Override
  public void delete(ObjectKey key) throws IOException {
    folders.remove(paths.of(key));
  }

  @Override
  public Path file(ObjectKey key) throws IOException {
    Path file = paths.of(key);
    if (!Files.isRegularFile(file)) {
      throw new ObjectNotFoundException(key);
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      disk.close();
      under.release();
    }
  }

  private StoredObject kept(ObjectKey key) throws IOException {
    try (ObjectContent there = open(key, ByteRange.ALL)) {
      return new StoredObject(
          key, there.info().size(), there.info().etag(), Stamps.sha256(there.stream()), false);
    }
  }
}
