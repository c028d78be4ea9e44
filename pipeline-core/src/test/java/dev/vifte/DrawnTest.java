package dev.vifte;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DrawnTest {
  @Test
  void no_number_comes_twice_and_the_source_is_asked_seldom() {
    var asked = new AtomicInteger();
    var source =
        new SecureRandom() {
          private static final long serialVersionUID = 1L;

          @Override
          public void nextBytes(byte[] bytes) {
            asked.incrementAndGet();
            super.nextBytes(bytes);
          }
        };
    var drawn = new Drawn(source);
    var seen = new HashSet<Long>();

    for (int i = 0; i < 1024; i++) {
      seen.add(drawn.nextLong());
    }

    assertThat(seen).hasSize(1024);
    assertThat(asked).hasValue(8);
  }
}
