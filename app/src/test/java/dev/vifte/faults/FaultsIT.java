package dev.vifte.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.cluster.On;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The short form of the fault suite: some faults, small. `./dev faults` plays all of them.
final class FaultsIT {
  private static final long SEED = 20_261_121;

  @TempDir private static Path folder;
  private static Trial trial;

  @BeforeAll
  static void prepare() {
    trial = new Trial(folder, Dose.SMALL, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "3", "5", "16", "18", "20", "22"})
  void what_was_promised_ends_once_and_right_under_fault(String name) throws Exception {
    Fault fault =
        Catalogue.all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();

    Row row = trial.play(fault, On.R1, SEED);

    System.out.println(Report.line(row));
    assertThat(row.wrong()).as("fault %s, seed %d", name, SEED).isEmpty();
    assertThat(row.lost()).isZero();
  }
}
