package dev.vifte.workers.call;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses belong to the public internet, by the special-purpose registries of the IANA
/// (RFC 6890 and its updates).
final class Addresses {
  /// This host, private, shared (cloud metadata lives there too), loopback, link-local, protocol,
  /// documentation, benchmark, multicast and reserved.
  private static final List<Cidr> NOT_PUBLIC_4 =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3");

  /// All of IPv6 that is given out; the rest is loopback, link-local, unique local, multicast, IPv4
  /// in disguise or nothing.
  private static final Cidr GLOBAL_6 = Cidr.of("2000::/3");

  /// Inside of it: protocols and tunnels (Teredo, 6to4) and documentation.
  private static final List<Cidr> NOT_PUBLIC_6 =
      ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private Addresses() {}

  static boolean isPublic(InetAddress address) {
    return address instanceof Inet4Address
        ? NOT_PUBLIC_4.stream().noneMatch(range -> range.contains(address))
        : GLOBAL_6.contains(address)
            && NOT_PUBLIC_6.stream().noneMatch(range -> range.contains(address));
  }

  private static List<Cidr> ranges(String... texts) {
    return Stream.of(texts).map(Cidr::of).toList();
  }
}
