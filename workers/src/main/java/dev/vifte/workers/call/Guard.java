package dev.vifte.workers.call;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.Dns;
import okhttp3.HttpUrl;

/// Keeps calls out of the own network. It is the client's name service, so the addresses it has
/// checked are the ones connected to: a name that answers differently the second time (DNS
/// rebinding) is never asked a second time.
final class Guard implements Dns {
  /// Hosts that the client takes for addresses and does not look up.
  private static final Pattern LITERAL = Pattern.compile("[\\d.]+|.*:.*");

  private final Allowed allowed;
  private final Dns names;

  Guard(Allowed allowed, Dns names) {
    this.allowed = allowed;
    this.names = names;
  }

  /// One forbidden address is enough to refuse a name.
  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    List<InetAddress> found = names.lookup(host);
    for (InetAddress address : found) {
      if (!Addresses.isPublic(address) && !allowed.permits(host, address)) {
        throw new ForbiddenAddressException(host);
      }
    }
    return found;
  }

  /// Checks what [#lookup] will not see.
  void check(HttpUrl url) throws UnknownHostException {
    if (LITERAL.matcher(url.host()).matches()) {
      lookup(url.host());
    }
  }
}
