package dev.vifte.workers.call;

import java.net.UnknownHostException;

/// The name stands for an address that must not be called. Of this type since that is all that a
/// name service may throw.
final class ForbiddenAddressException extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  ForbiddenAddressException(String host) {
    super(
        "'%s' is an address inside the own network and is not called; the operator of the node may"
                .formatted(host)
            + " allow it by VIFTE_CALL_ALLOW");
  }
}
