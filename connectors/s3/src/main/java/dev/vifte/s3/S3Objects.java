package dev.vifte.s3;

import dev.vifte.object.ByteRange;
import dev.vifte.object.Leftovers;
import dev.vifte.object.MediaType;
import dev.vifte.object.Notes;
import dev.vifte.object.ObjectContent;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectNotFoundException;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.ObjectStore;
import dev.vifte.object.PresignedForm;
import dev.vifte.object.Presigning;
import dev.vifte.object.PutOptions;
import dev.vifte.object.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// Objects in a bucket of an S3 store, each under its key behind the settings' prefix.
///
/// Opening one asks the store nothing: it may start later. A store that is overloaded or restarting
/// is asked again a few times before an [IOException] tells what to do; its message never holds a
/// secret. An object is held in memory while it is put as long as it is smaller than 8 MiB, and
/// goes there in parts of that size otherwise.
public final class S3Objects implements ObjectStore, Presigning, Leftovers, Notes {
  private final S3Settings settings;
  private final Place place;
  private final Store store;
  private final Puts puts;
  private final Links links;
  private final AtomicBoolean seen = new AtomicBoolean();

  private S3Objects(S3Settings settings, Store store) {
    this.settings = settings;
    this.place = Place.of(settings);
    this.store = store;
    this.puts = new Puts(store, place);
    this.links = new Links(store.clients().links(), settings);
  }

  /// The store of these settings, not asked for anything yet.
  ///
  /// @throws IllegalArgumentException when credentials or certificates are not to be had
  public static S3Objects open(S3Settings settings) {
    return open(settings, System.getenv());
  }

  static S3Objects open(S3Settings settings, Map<String, String> environment) {
    return new S3Objects(settings, Store.of(settings, settings.toString(), environment));
  }

  /// Asks the store whether it is there, takes our credentials and has the bucket.
  public void check() throws IOException {
    store.requireBucket(place.bucket());
    seen.set(true);
  }

  /// Makes the bucket unless it is there.
  ///
  /// @return whether it was made
  public boolean ensureBucket() throws IOException {
    if (store.exists(place.bucket())) {
      return false;
    }
    try {
      store
          .calls()
          .call(
              "cannot make the bucket",
              () -> store.clients().work().createBucket(place.bucket(), settings.region()));
      return true;
    } catch (S3Exception e) {
      if (e.is("BucketAlreadyOwnedByYou")) {
        return false;
      }
      throw e;
    }
  }

  /// Asks the store where the bucket lies.
  ///
  /// @throws IOException saying what to do when that is not the region of the settings, or when the
  ///   store does not tell
  public void requireRegion() throws IOException {
    String lies = store.location(place.bucket(), settings.region());
    if (!isSame(lies, settings.region())) {
      throw new IOException(
          "the bucket %s lies in the region %s, not in %s as configured: name a bucket that lies there, or correct the region"
              .formatted(place.bucket(), lies, settings.region()));
    }
  }

  @Override
  public StoredObject put(ObjectKey key, InputStream bytes, PutOptions how) throws IOException {
    return puts.put(key, bytes, how);
  }

  @Override
  public ObjectContent open(ObjectKey key, ByteRange range) throws IOException {
    try {
      Opened opened = store.open(place.bucket(), place.name(key), range, "");
      return new ObjectContent(opened.stat().info(key), opened.stream());
    } catch (S3Exception e) {
      throw e.is(Store.NO_SUCH_KEY) ? new ObjectNotFoundException(key) : e;
    }
  }

  @Override
  public Optional<ObjectInfo> head(ObjectKey key) throws IOException {
    return stat(key).map(stat -> stat.info(key));
  }

  @Override
  public Optional<String> note(ObjectKey key) throws IOException {
    return stat(key).flatMap(Stat::note);
  }

  /// The media type that an object was put with; empty when there is no such object.
  public Optional<MediaType> type(ObjectKey key) throws IOException {
    return stat(key).flatMap(stat -> stat.header("Content-Type")).map(MediaType::new);
  }

  private Optional<Stat> stat(ObjectKey key) throws IOException {
    try {
      return Optional.of(store.head(place.bucket(), place.name(key)));
    } catch (S3Exception e) {
      if (!e.is(Store.NO_SUCH_KEY)) {
        throw e;
      }
      requireBucket();
      return Optional.empty();
    }
  }

  @Override
  public Stream<ObjectInfo> list(ObjectPrefix under) throws IOException {
    if (!isPrefixOfKeys(under)) {
      return Stream.empty();
    }
    var query = new Page.Query(place.bucket(), place.name(under), "");
    return Page.all(store, query)
        .flatMap(item ->
            place.key(item.objectName()).stream()
                .map(key ->
                    new ObjectInfo(
                        key,
                        item.size(),
                        Stat.etag(item.etag()),
                        item.lastModified().toInstant())));
  }

  @Override
  public void delete(ObjectKey key) throws IOException {
    store.delete(place.bucket(), place.name(key));
  }

  @Override
  public URI get(ObjectKey key, Duration valid) throws IOException {
    return links.get(key, valid);
  }

  @Override
  public URI put(ObjectKey key, Duration valid) throws IOException {
    return links.put(key, valid);
  }

  @Override
  public PresignedForm post(ObjectKey key, long maxBytes, Duration valid) throws IOException {
    return links.post(key, maxBytes, valid);
  }

  @Override
  public int clearLeftovers(Duration age) throws IOException {
    return new LostUploads(store, place).abort(settings.clock().instant().minus(age));
  }

  /// Unfinished uploads go first, so that none of them becomes an object meanwhile.
  @Override
  public long erase(ObjectPrefix under) throws IOException {
    if (!isPrefixOfKeys(under)) {
      return 0;
    }
    String prefix = place.name(under);
    long unfinished = new LostUploads(store, place).abort(prefix);
    return unfinished + new Versions(store, place.bucket()).erase(prefix);
  }

  @Override
  public void close() {
    store.close();
  }

  /// The answer to a HEAD does not tell a missing object from a missing bucket.
  private void requireBucket() throws IOException {
    if (!seen.get()) {
      check();
    }
  }

  /// AWS says `EU` of buckets that were made in `eu-west-1` long ago.
  private static boolean isSame(String told, String region) {
    return told.equalsIgnoreCase(region) || (told.equals("EU") && region.equals("eu-west-1"));
  }

  private static boolean isPrefixOfKeys(ObjectPrefix under) {
    if (under.equals(ObjectPrefix.ALL)) {
      return true;
    }
    try {
      return !new ObjectKey(under.value() + "x").value().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
