package dev.vifte.nats;

import java.nio.file.Path;
import java.util.Optional;

/// TLS beyond what the JVM trusts by itself, all as PEM files.
///
/// @param authority certificates to trust instead of the JVM's
/// @param identity our own certificate, for servers that ask for one
public record NatsTls(Optional<Path> authority, Optional<Identity> identity) {
  /// Our certificate (with its chain) and its key, unencrypted PKCS#8.
  public record Identity(Path certificate, Path key) {}

  /// Trusts this authority.
  public static NatsTls trusting(Path authority) {
    return new NatsTls(Optional.of(authority), Optional.empty());
  }

  public NatsTls presenting(Path certificate, Path key) {
    return new NatsTls(authority, Optional.of(new Identity(certificate, key)));
  }
}
