package dev.vifte.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.UnreachableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RefusedExceptionTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        RefusedException.NOBODY_THERE,
        RefusedException.TEMPORARILY_UNAVAILABLE,
        RefusedException.SEQUENCE_UNKNOWN_FOR_NOW,
        RefusedException.STREAM_NOT_FOUND
      })
  void a_refusal_for_want_of_a_leader_or_a_stream_is_caused_by_a_server_that_is_away(int code) {
    assertThat(new RefusedException(code, "no")).hasCauseInstanceOf(UnreachableException.class);
  }

  @Test
  void a_refusal_that_is_meant_has_no_such_cause() {
    assertThat(new RefusedException(RefusedException.WRONG_LAST_SEQUENCE, "no")).hasNoCause();
  }
}
