package dev.vifte.erase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/// A program of the customer that has to erase, too. Safe for use by many threads.
public interface EraseHook {
  /// What it is called in receipts; holds no secret.
  String name();

  /// Tells it. It may be told the same again.
  ///
  /// @param erasure `{erasure, tenant, subject, jobs, more}`: the id, whose it is, the hash, and
  ///   the ids of the jobs
  /// @return its answer in a few words
  /// @throws IOException when it does not know now; it is told again later
  String tell(ObjectNode erasure) throws IOException;
}
