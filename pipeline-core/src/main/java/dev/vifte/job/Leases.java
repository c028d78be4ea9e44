package dev.vifte.job;

import java.io.IOException;
import java.time.Duration;

/// Rights that one node at a time has: an optional power of a [JobStore] that many processes share.
/// They keep nodes from doing the same work twice and fence nothing: a node that stops for longer
/// than a lease may find another at work, so what it does must be harmless to repeat. Blocking
/// calls; safe for use by many threads. Every store that has it passes `LeasesContract` of the
/// testkit.
public interface Leases {
  /// Takes the lease if it is free, or renews it. True: it is ours, and nobody else gets it within
  /// `length` of the beginning of this call; to keep it, call again well before that. Nobody's wall
  /// clock counts. One process at a time has it, also among processes of the same node id.
  ///
  /// @param name lower-case letters, digits and `-`
  boolean hold(String name, NodeId who, Duration length) throws IOException;

  /// Lets go of the lease, so that another gets it at once. Harmless when it is not ours.
  void release(String name, NodeId who) throws IOException;
}
