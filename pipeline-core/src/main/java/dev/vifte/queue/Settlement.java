package dev.vifte.queue;

import java.time.Duration;

/// How a delivery ends.
public sealed interface Settlement {
  /// The message is removed.
  record Done() implements Settlement {}

  /// Delivered again after the delay, at most 30 seconds; longer waits are parked in the job store.
  record Later(Duration delay) implements Settlement {
    public Later {
      if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
        throw new IllegalArgumentException("a delivery waits 0 to 30 s, not " + delay);
      }
    }
  }

  /// Delivered again at once, to whoever asks first: this node is leaving.
  record HandBack() implements Settlement {}

  Duration MAX_DELAY = Duration.ofSeconds(30);

  static Settlement done() {
    return new Done();
  }

  static Settlement later(Duration delay) {
    return new Later(delay);
  }

  /// After the delay, or after the longest there is.
  static Settlement atMostLater(Duration delay) {
    return new Later(delay.compareTo(MAX_DELAY) < 0 ? delay : MAX_DELAY);
  }

  static Settlement handBack() {
    return new HandBack();
  }
}
