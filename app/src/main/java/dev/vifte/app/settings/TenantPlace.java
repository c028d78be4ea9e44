package dev.vifte.app.settings;

import dev.vifte.job.TenantId;
import java.util.Optional;

/// Where the objects of one tenant lie.
///
/// @param place a folder, a bucket, or an `s3:` URL
/// @param region in which the bucket has to lie
public record TenantPlace(TenantId tenant, String place, Optional<String> region) {
  private static final String SAYS =
      "must be TENANT=BUCKET, TENANT=BUCKET@REGION, TENANT=s3:https://HOST/BUCKET or TENANT=/FOLDER,"
          + " not '%s'";

  /// @throws IllegalArgumentException when it is none
  static TenantPlace of(String text) {
    int equals = text.indexOf('=');
    int at = text.lastIndexOf('@');
    boolean folder = equals > 0 && isFolder(text.substring(equals + 1));
    boolean named = at > equals && !folder;
    String place = text.substring(equals + 1, named ? at : text.length());
    if (equals < 1 || !(folder || place.matches("s3:\\S+|[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"))) {
      throw new IllegalArgumentException(SAYS.formatted(text));
    }
    Optional<String> region = named ? Optional.of(text.substring(at + 1)) : Optional.empty();
    if (region.filter(name -> !name.matches("[a-z0-9-]+")).isPresent()) {
      throw new IllegalArgumentException(SAYS.formatted(text));
    }
    return new TenantPlace(new TenantId(text.substring(0, equals)), place, region);
  }

  public boolean isFolder() {
    return isFolder(place);
  }

  /// Whether it names a store of its own, and not a bucket of the common one.
  public boolean isStore() {
    return place.startsWith("s3:");
  }

  private static boolean isFolder(String place) {
    return place.startsWith("/") || place.startsWith("./");
  }

  /// As it is configured.
  @Override
  public String toString() {
    return place + region.map(name -> "@" + name).orElse("");
  }
}
