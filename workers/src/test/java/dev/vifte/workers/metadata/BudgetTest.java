package dev.vifte.workers.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.drew.metadata.Directory;
import dev.vifte.stage.Deadline;
import dev.vifte.testkit.StageInputs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// EXIF made to cost more than it is long.
class BudgetTest {
  private static final int LONG = 4;
  private static final int UNDEFINED = 7;

  @Test
  void thousands_of_tags_that_point_at_the_same_bytes_are_not_all_copied() {
    int tags = 4_000;
    byte[] bytes = new byte[1_000_000];
    var exif = directory(tags, bytes);
    for (int i = 0; i < tags; i++) {
      exif.putShort((short) (0x8000 + i)).putShort((short) UNDEFINED).putInt(60_000).putInt(8);
    }

    var read = read(bytes);

    assertThat(read.blocks().warnings().getFirst()).contains("says more than may be read");
  }

  @Test
  void a_chain_of_directories_does_not_exhaust_the_stack() {
    int links = 60_000;
    byte[] bytes = new byte[8 + links * 6];
    var exif = directory(0, bytes).putInt(14);
    for (int i = 1; i < links; i++) {
      exif.putShort((short) 0).putInt(8 + (i + 1) * 6);
    }

    var read = read(bytes);

    assertThat(count(read)).isLessThan(20);
  }

  @Test
  void a_list_of_a_million_directories_ends() {
    byte[] bytes = new byte[4_000_000];
    directory(1, bytes).putShort((short) 0x014A).putShort((short) LONG).putInt(900_000).putInt(64);

    var read = read(bytes);

    assertThat(count(read)).isLessThan(70);
  }

  @Test
  void time_that_is_over_ends_the_reading() {
    var blocks = new Blocks();
    byte[] bytes = new byte[100];
    directory(0, bytes);
    blocks.add(Blocks.Kind.EXIF, bytes);

    var over = Deadline.after(Duration.ZERO, () -> 0);

    assertThat(Tags.of(blocks, over).blocks().warnings().getFirst()).contains("time");
  }

  private static ByteBuffer directory(int tags, byte[] bytes) {
    return ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 'I')
        .put((byte) 'I')
        .putShort((short) 42)
        .putInt(8)
        .putShort((short) tags);
  }

  private static Tags read(byte[] exif) {
    var blocks = new Blocks();
    blocks.add(Blocks.Kind.EXIF, exif);
    return Tags.of(blocks, StageInputs.text("").deadline());
  }

  private static long count(Tags tags) {
    long count = 0;
    for (Directory _ : tags.library().getDirectories()) {
      count++;
    }
    return count;
  }
}
