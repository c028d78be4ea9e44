package dev.vifte.loadtest.images;

import dev.vifte.loadtest.peers.Tally;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Judges pictures before they are encoded, against all of the source resampled with care.
final class Gate {
  private final Path scratch;
  private final Tally tally;

  Gate(Path scratch, Tally tally) {
    this.scratch = scratch;
    this.tally = tally;
  }

  /// The first picture of a work, by each contender, in every size.
  void judge(Work work, List<Contender> contenders) throws IOException, InterruptedException {
    BufferedImage source = Jdk.read(Files.readAllBytes(work.pictures().getFirst()));
    for (Contender contender : contenders) {
      if (!work.sides().isEmpty()) {
        contender.ask(work.saving(scratch));
      }
      for (int side : work.sides()) {
        BufferedImage made = Jdk.read(Files.readAllBytes(scratch.resolve(side + ".png")));
        float[][] reference = Lanczos.shrunk(source, made.getWidth(), made.getHeight());
        enter(work.title(), side, contender.name(), Likeness.of(made, reference));
      }
    }
  }

  private void enter(String work, int side, String who, Likeness likeness) {
    System.out.printf(
        "images: %s, %s at %d: PSNR %.1f dB, SSIM %.4f: %s%n",
        work,
        who,
        side,
        likeness.psnr(),
        likeness.ssim(),
        likeness.passes() ? "passes" : "below the gate");
    tally.add("%s: PSNR at %d".formatted(work, side), who, "dB", likeness.psnr());
    tally.add("%s: SSIM at %d".formatted(work, side), who, "of 1", likeness.ssim());
  }
}
