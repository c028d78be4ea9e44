package dev.vifte.workers.call;

import java.net.InetAddress;
import java.util.Arrays;

/// A range of addresses, such as `10.0.0.0/8` or `fd00::/8`; one address is a range of its own.
record Cidr(@SuppressWarnings("ArrayRecordComponent") byte[] start, int bits) {
  /// Reads a range; never asks the name service.
  ///
  /// @throws IllegalArgumentException when it is none
  static Cidr of(String text) {
    String[] parts = text.split("/", 2);
    try {
      byte[] start = InetAddress.ofLiteral(parts[0]).getAddress();
      int bits = parts.length == 1 ? start.length * 8 : Integer.parseInt(parts[1]);
      if (bits < 0 || bits > start.length * 8) {
        throw new IllegalArgumentException(parts[1]);
      }
      return new Cidr(start, bits);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is no range of addresses; write one such as 10.1.0.0/16".formatted(text), e);
    }
  }

  boolean contains(InetAddress address) {
    byte[] other = address.getAddress();
    int whole = bits / 8;
    return other.length == start.length
        && Arrays.equals(start, 0, whole, other, 0, whole)
        && (bits % 8 == 0 || ((start[whole] ^ other[whole]) & (0xFF00 >> bits % 8)) == 0);
  }
}
