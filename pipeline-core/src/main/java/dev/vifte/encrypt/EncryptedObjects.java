package dev.vifte.encrypt;

import dev.vifte.object.ByteRange;
import dev.vifte.object.Leftovers;
import dev.vifte.object.MediaType;
import dev.vifte.object.Notes;
import dev.vifte.object.ObjectContent;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.ObjectStore;
import dev.vifte.object.PutOptions;
import dev.vifte.object.Sha256;
import dev.vifte.object.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// A store in which the objects of some tenants lie encrypted: each under a key of its own, which
/// lies beside it, encrypted under a key of its tenant. Sizes and sums are those of what was put.
/// Gives no links and no local files, since both would show what is stored. Safe for use by many
/// threads.
///
/// A tenant's objects are encrypted all or none: one that is not is refused when it is read, until
/// [#reencrypt] was there.
public final class EncryptedObjects implements ObjectStore, Notes, Leftovers {
  private static final MediaType SEALED = new MediaType("application/octet-stream");

  private final ObjectStore store;
  private final EncryptionKeys keys;
  private final RandomGenerator random;

  /// @param store closed with this
  /// @param random for keys: a [java.security.SecureRandom]
  public EncryptedObjects(ObjectStore store, EncryptionKeys keys, RandomGenerator random) {
    this.store = store;
    this.keys = keys;
    this.random = random;
  }

  @Override
  public StoredObject put(ObjectKey key, InputStream bytes, PutOptions how) throws IOException {
    Optional<EncryptionKey> current = keys.current(key);
    return current.isEmpty() ? store.put(key, bytes, how) : put(key, bytes, how, current.get());
  }

  private StoredObject put(ObjectKey key, InputStream bytes, PutOptions how, EncryptionKey current)
      throws IOException {
    Envelope envelope = Envelope.fresh(current, random);
    var text = new EncryptingStream(bytes, envelope, envelope.seal(current, key, random));
    Optional<String> note = how.note().map(words -> SealedNote.seal(words, key, current, random));
    StoredObject stored = store.put(key, text, new PutOptions(SEALED, how.ifAbsent(), note));
    if (stored.created()) {
      return new StoredObject(key, text.size(), stored.etag(), text.sha256Hex(), true);
    }
    try (ObjectContent there = open(key, ByteRange.ALL)) {
      String sum = Sha256.of(there.stream());
      return new StoredObject(key, there.info().size(), stored.etag(), sum, false);
    }
  }

  @Override
  public ObjectContent open(ObjectKey key, ByteRange range) throws IOException {
    if (keys.current(key).isEmpty()) {
      return store.open(key, range);
    }
    return range.from() == 0 ? fromTheStart(key, range) : fromWithin(key, range);
  }

  private ObjectContent fromTheStart(ObjectKey key, ByteRange range) throws IOException {
    ObjectContent raw = store.open(key, ByteRange.ALL);
    try {
      Envelope envelope = envelope(key, raw.stream());
      ObjectInfo info = plain(raw.info());
      return new ObjectContent(info, decrypting(raw.stream(), envelope, info, range));
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /// The head is asked for alone, then what is wanted.
  private ObjectContent fromWithin(ObjectKey key, ByteRange range) throws IOException {
    Envelope envelope;
    ObjectInfo info;
    try (ObjectContent head = store.open(key, new ByteRange(0, Envelope.LENGTH - 1L))) {
      envelope = envelope(key, head.stream());
      info = plain(head.info());
    }
    if (range.length(info.size()) == 0) {
      return new ObjectContent(info, InputStream.nullInputStream());
    }
    long last = (range.from() + range.length(info.size()) - 1) / Envelope.CHUNK;
    var body =
        new ByteRange(
            Envelope.position(range.from() / Envelope.CHUNK), Envelope.position(last + 1) - 1);
    ObjectContent raw = store.open(key, body);
    return new ObjectContent(info, decrypting(raw.stream(), envelope, info, range));
  }

  private static InputStream decrypting(
      InputStream text, Envelope envelope, ObjectInfo info, ByteRange range) {
    var span =
        new DecryptingStream.Span((int) (range.from() % Envelope.CHUNK), range.length(info.size()));
    return new DecryptingStream(
        text, envelope, range.from() / Envelope.CHUNK, Envelope.chunks(info.size()), span);
  }

  private Envelope envelope(ObjectKey key, InputStream raw) throws IOException {
    byte[] head = raw.readNBytes(Envelope.LENGTH);
    if (!Envelope.isOne(head)) {
      throw new IOException(
          "%s is not encrypted, though the objects of its tenant are: encrypt what is older with"
                  .formatted(key)
              + " 'vifte encryption reencrypt'");
    }
    return opened(key, head);
  }

  private Envelope opened(ObjectKey key, byte[] head) throws IOException {
    String id = Envelope.keyId(head);
    EncryptionKey known =
        keys.find(key, id)
            .orElseThrow(() ->
                new IOException(
                    "%s is encrypted under the key '%s', which is not in the file of keys; restore it there"
                        .formatted(key, id)));
    try {
      return Envelope.open(head, known, key);
    } catch (IOException e) {
      throw new IOException("%s cannot be decrypted: %s".formatted(key, e.getMessage()), e);
    }
  }

  @Override
  public Optional<ObjectInfo> head(ObjectKey key) throws IOException {
    return store.head(key).map(this::plain);
  }

  @Override
  public Stream<ObjectInfo> list(ObjectPrefix under) throws IOException {
    return store.list(under).map(this::plain);
  }

  private ObjectInfo plain(ObjectInfo stored) {
    return keys.current(stored.key()).isEmpty()
        ? stored
        : new ObjectInfo(
            stored.key(), Envelope.plain(stored.size()), stored.etag(), stored.modified());
  }

  @Override
  public void delete(ObjectKey key) throws IOException {
    store.delete(key);
  }

  @Override
  public long erase(ObjectPrefix under) throws IOException {
    return store.erase(under);
  }

  @Override
  public Optional<String> note(ObjectKey key) throws IOException {
    Optional<String> found = store instanceof Notes notes ? notes.note(key) : Optional.empty();
    return found.isPresent() && SealedNote.isOne(found.get())
        ? Optional.of(SealedNote.open(found.get(), key, keys))
        : found;
  }

  @Override
  public int clearLeftovers(Duration age) throws IOException {
    return store instanceof Leftovers leftovers ? leftovers.clearLeftovers(age) : 0;
  }

  /// Encrypts everything below a prefix under the current keys: what lies there under older ones,
  /// and what is not encrypted yet. May be stopped and done again.
  ///
  /// @return how many objects were written anew
  public long reencrypt(ObjectPrefix under) throws IOException {
    long written = 0;
    try (Stream<ObjectInfo> all = store.list(under)) {
      for (ObjectInfo each : (Iterable<ObjectInfo>) all::iterator) {
        Optional<EncryptionKey> current = keys.current(each.key());
        if (current.isPresent() && reencrypt(each.key(), current.get())) {
          written++;
        }
      }
    }
    return written;
  }

  private boolean reencrypt(ObjectKey key, EncryptionKey current) throws IOException {
    byte[] head;
    try (ObjectContent first = store.open(key, new ByteRange(0, Envelope.LENGTH - 1L))) {
      head = first.stream().readNBytes(Envelope.LENGTH);
    }
    boolean sealed = Envelope.isOne(head);
    if (sealed && Envelope.keyId(head).equals(current.id())) {
      return false;
    }
    Optional<String> note = note(key);
    try (ObjectContent old = sealed ? open(key, ByteRange.ALL) : store.open(key, ByteRange.ALL)) {
      var how = new PutOptions(SEALED, false, note);
      var _ = put(key, old.stream(), how, current);
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
