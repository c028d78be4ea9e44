package dev.vifte.isolate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a child prints, moved to the node's log at debug: cut into short pieces, and after many of
/// them silently dropped, so that a flood costs neither memory nor disk.
final class Complaints {
  private static final Logger LOG = LoggerFactory.getLogger(Isolated.class);
  private static final int PIECE = 2000;
  private static final int MOST_PIECES = 5000;

  private Complaints() {}

  /// Listens on a thread of its own until the child is gone.
  static void listen(Process child) {
    Thread.ofPlatform()
        .daemon()
        .name("isolated-words-" + child.pid())
        .start(() -> drain(child.getErrorStream(), child.pid()));
  }

  private static void drain(InputStream words, long pid) {
    var piece = new byte[PIECE];
    try (words) {
      int pieces = 0;
      int length = words.read(piece);
      while (length >= 0) {
        if (pieces++ < MOST_PIECES) {
          LOG.debug("isolated {}: {}", pid, text(piece, length));
        }
        length = words.read(piece);
      }
    } catch (IOException e) {
      LOG.debug("isolated {} can no longer be heard: {}", pid, e.getMessage());
    }
  }

  private static String text(byte[] piece, int length) {
    return new String(piece, 0, length, StandardCharsets.UTF_8).strip();
  }
}
