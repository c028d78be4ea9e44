package dev.vifte.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.run.Admission.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AdmissionTest {
  private static final long MB = 1 << 20;
  private final Admission admission = new Admission(100 * MB, 200 * MB);

  @Test
  void what_fits_runs_and_what_does_not_waits_in_vain() throws Exception {
    assertThat(admission.ask(60 * MB, Duration.ZERO)).isInstanceOf(Answer.Granted.class);

    assertThat(admission.ask(60 * MB, Duration.ZERO)).isInstanceOf(Answer.Busy.class);
  }

  @Test
  void closing_a_permit_gives_its_bytes_back() throws Exception {
    var granted = (Answer.Granted) admission.ask(100 * MB, Duration.ZERO);
    granted.permit().close();

    assertThat(admission.used()).isZero();
    assertThat(admission.ask(100 * MB, Duration.ZERO)).isInstanceOf(Answer.Granted.class);
  }

  @Test
  void a_task_larger_than_the_budget_runs_alone() throws Exception {
    assertThat(admission.ask(150 * MB, Duration.ZERO)).isInstanceOf(Answer.Granted.class);

    assertThat(admission.ask(1, Duration.ZERO)).isInstanceOf(Answer.Busy.class);
  }

  @Test
  void a_task_larger_than_the_heap_never_runs() throws Exception {
    assertThat(admission.ask(300 * MB, Duration.ZERO))
        .isEqualTo(new Answer.Never(300 * MB, 200 * MB));
  }
}
