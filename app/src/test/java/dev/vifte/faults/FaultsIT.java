package dev.vifte.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.cluster.On;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The short form of the fault suite: some faults, small, and a control. `./dev faults` plays all
/// of them.
final class FaultsIT {
  private static final long SEED = 20_261_121;

  @TempDir private static Path folder;
  private static Trial trial;

  @BeforeAll
  static void prepare() {
    trial = new Trial(folder, Dose.SMALL, "", Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({"1, EMBEDDED", "1, R1", "5, R1", "22, R1"})
  void what_was_promised_ends_once_and_right_under_fault(String name, On on) throws Exception {
    Row row = play(name, on);

    assertThat(row.wrong()).as("fault %s on %s, seed %d", name, on, SEED).isEmpty();
    assertThat(row.accepted()).isEqualTo(Dose.SMALL.uploads());
    assertThat(row.lost()).isZero();
  }

  @Test
  void without_the_reconciler_a_purged_queue_loses_work() throws Exception {
    assertThat(play("24c", On.R1).lost()).isPositive();
  }

  private static Row play(String name, On on) throws Exception {
    Row row = trial.play(Catalogue.named(name), on, SEED);
    System.out.println(Report.line(row));
    return row;
  }
}
