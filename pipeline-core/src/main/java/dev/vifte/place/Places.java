package dev.vifte.place;

import dev.vifte.job.TenantId;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which of several stores keeps an object: all that belongs to a tenant with a store of its own
/// lies there, everything else in the common one. Immutable.
///
/// @param own stores of single tenants; some of them may share one
/// @param <S> what a store is to the caller
public record Places<S>(S common, Map<TenantId, S> own) {
  /// Where the second part of a key is the tenant it belongs to.
  public static final List<String> FOLDERS = List.of("in", "out", "audit", "erased");

  public Places {
    own = Map.copyOf(own);
  }

  /// How a store is listed.
  @FunctionalInterface
  public interface Listing<S> {
    /// In key order.
    Stream<ObjectInfo> list(S store, ObjectPrefix under) throws IOException;
  }

  /// Who owns an object; empty for what is nobody's.
  public static Optional<TenantId> owner(ObjectKey key) {
    return owner(key.value());
  }

  /// The store of an object, whether it is there or not.
  public S of(ObjectKey key) {
    return owner(key).map(tenant -> own.getOrDefault(tenant, common)).orElse(common);
  }

  /// Each store once, the common one first.
  public List<S> all() {
    return Stream.concat(Stream.of(common), own.values().stream()).distinct().toList();
  }

  /// The stores in which objects below a prefix may lie.
  public List<S> under(ObjectPrefix prefix) {
    Optional<TenantId> owner = owner(prefix.value());
    if (owner.isPresent()) {
      return List.of(own.getOrDefault(owner.get(), common));
    }
    String first = prefix.value().split("/", 2)[0];
    return first.isEmpty() || FOLDERS.contains(first) ? all() : List.of(common);
  }

  /// The objects below a prefix, of all stores, in key order; of each store only those that belong
  /// there. Close the stream.
  public Stream<ObjectInfo> list(ObjectPrefix prefix, Listing<S> how) throws IOException {
    List<S> stores = under(prefix);
    List<Stream<ObjectInfo>> lists = new ArrayList<>();
    try {
      for (S store : stores) {
        lists.add(how.list(store, prefix).filter(each -> of(each.key()).equals(store)));
      }
    } catch (IOException | RuntimeException e) {
      lists.forEach(Stream::close);
      throw e;
    }
    return lists.size() == 1 ? lists.getFirst() : Merged.of(lists);
  }

  private static Optional<TenantId> owner(String path) {
    String[] parts = path.split("/", 3);
    return parts.length == 3 && FOLDERS.contains(parts[0]) ? tenant(parts[1]) : Optional.empty();
  }

  private static Optional<TenantId> tenant(String name) {
    try {
      return Optional.of(new TenantId(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
