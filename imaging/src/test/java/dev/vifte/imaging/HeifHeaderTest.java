package dev.vifte.imaging;

import static dev.vifte.imaging.HeifBytes.box;
import static dev.vifte.imaging.HeifBytes.bytes;
import static dev.vifte.imaging.HeifBytes.file;
import static dev.vifte.imaging.HeifBytes.full;
import static dev.vifte.imaging.HeifBytes.heic;
import static dev.vifte.imaging.HeifBytes.join;
import static dev.vifte.imaging.HeifBytes.numbers;
import static dev.vifte.imaging.HeifBytes.shorts;
import static dev.vifte.imaging.HeifBytes.size;
import static dev.vifte.imaging.HeifBytes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.vifte.imaging.ImageRefused.Reason;
import dev.vifte.imaging.heif.Heif;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeifHeaderTest {
  @Test
  void the_size_and_depth_come_from_the_primary_pictures_properties() throws ImageRefused {
    ImageHeader header =
        ImageHeader.probe(heic(size(4032, 3024), full("pixi", 0, bytes(3, 10, 10, 10))));

    assertThat(header.format()).isEqualTo(ImageFormat.HEIC);
    assertThat(header.width()).isEqualTo(4032);
    assertThat(header.height()).isEqualTo(3024);
    assertThat(header.samples()).isEqualTo(new ImageHeader.Samples(3, 10, false));
  }

  @Test
  void a_rotation_and_a_cut_count_in_their_order() throws ImageRefused {
    byte[] cut = box("clap", numbers(300, 1, 201, 2, 0, 1, 0, 1));

    ImageHeader header = ImageHeader.probe(heic(size(400, 200), cut, box("irot", bytes(3))));

    assertThat(header.width()).isEqualTo(101);
    assertThat(header.height()).isEqualTo(300);
    assertThat(header.orientation()).isEqualTo(1);
  }

  @Test
  void a_small_cut_of_a_huge_picture_is_refused_but_may_be_read_for_its_words() throws Exception {
    byte[] file = heic(size(20_000, 20_000), box("clap", numbers(16, 1, 16, 1, 0, 1, 0, 1)));

    assertThatExceptionOfType(ImageRefused.class)
        .isThrownBy(() -> ImageHeader.probe(file))
        .withMessageContaining("less than a quarter of its 400000000 px");
    assertThat(Heif.read(new ByteArrayInputStream(file))).isPresent();
  }

  @Test
  void a_small_picture_may_be_filled_up() throws ImageRefused {
    byte[] cut = box("clap", numbers(20, 1, 10, 1, 0, 1, 0, 1));

    assertThat(ImageHeader.probe(heic(size(64, 64), cut)).width()).isEqualTo(20);
  }

  @Test
  void wide_numbers_of_items_are_read_and_other_items_do_not_count() throws ImageRefused {
    byte[] properties = box("ipco", size(1, 1), size(320, 240));
    byte[] association =
        join(numbers(2), numbers(70_000), bytes(1, 1), numbers(70_001), bytes(1, 2));

    ImageHeader header =
        ImageHeader.probe(
            file(
                full("pitm", 1, numbers(70_001)),
                box("iprp", properties, full("ipma", 1, association))));

    assertThat(header.width()).isEqualTo(320);
  }

  @Test
  void only_an_auxiliary_picture_for_transparency_makes_it_transparent() throws ImageRefused {
    assertThat(withAuxiliary("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha").samples().alpha())
        .isTrue();
    assertThat(withAuxiliary("urn:com:apple:photo:2020:aux:hdrgainmap").samples().alpha())
        .isFalse();
  }

  private static ImageHeader withAuxiliary(String kind) throws ImageRefused {
    byte[] properties = box("ipco", size(20, 10), full("auxC", 0, text(kind + "\0")));
    byte[] association = join(numbers(2), shorts(1), bytes(1, 1), shorts(2), bytes(2, 1, 2));
    return ImageHeader.probe(
        file(
            full("pitm", 0, shorts(1)),
            box("iprp", properties, full("ipma", 0, association)),
            full("iref", 0, box("auxl", shorts(2, 1, 1)))));
  }

  @Test
  void a_profile_is_found_where_it_lies() throws Exception {
    byte[] file = heic(size(20, 10), box("colr", text("prof"), text("PROFILE")));

    ImageFile parsed = ImageFile.parse(file);

    assertThat(parsed.profile(file))
        .hasValueSatisfying(p -> assertThat(p).isEqualTo(text("PROFILE")));
    assertThat(parsed.header().profile()).isTrue();
  }

  @Test
  void limits_are_judged_before_anything_is_decoded() {
    byte[] huge = heic(size(60_000, 60_000));

    assertThatExceptionOfType(ImageRefused.class)
        .isThrownBy(() -> Images.read(huge).render(List.of(Variant.fit("x", 9, 9))))
        .matches(why -> why.reason() == Reason.TOO_MANY_PIXELS);
  }

  @Test
  void a_description_of_any_noise_is_survived() {
    Random noise = new Random(3);
    byte[] whole = withEverything();
    for (int i = 0; i < 2_000; i++) {
      byte[] hurt = Arrays.copyOf(whole, whole.length - noise.nextInt(whole.length / 3));
      for (int k = 0; k < 3; k++) {
        hurt[12 + noise.nextInt(hurt.length - 12)] = (byte) noise.nextInt();
      }
      assertThat(survives(hurt)).isTrue();
    }
  }

  private static byte[] withEverything() {
    byte[] properties =
        box(
            "ipco",
            size(300, 200),
            box("clap", numbers(300, 1, 200, 1, 0, 1, 0, 1)),
            box("colr", text("prof"), text("PROFILE")),
            full("pixi", 0, bytes(3, 8, 8, 8)),
            box("irot", bytes(1)));
    byte[] association = join(numbers(1), shorts(1), bytes(5, 1, 2, 3, 4, 5));
    return file(
        full("pitm", 0, shorts(1)),
        box("iprp", properties, full("ipma", 0, association)),
        full("iinf", 0, shorts(1), full("infe", 2, shorts(2, 0), text("Exif\0"))),
        full("iloc", 0, shorts(0x4400, 1), shorts(2, 0, 1), numbers(7, 9)));
  }

  @Test
  void parts_that_take_no_bytes_are_not_counted_without_end() {
    byte[] places = new byte[0];
    for (int i = 0; i < 500; i++) {
      places = join(places, shorts(2, 0, 0xffff));
    }
    byte[] hostile =
        file(
            full("pitm", 0, shorts(1)),
            box(
                "iprp",
                box("ipco", size(9, 9)),
                full("ipma", 0, numbers(1), shorts(1), bytes(1, 1))),
            full("iinf", 0, shorts(1), full("infe", 2, shorts(2, 0), text("Exif\0"))),
            full("iloc", 0, shorts(0, 500), places));

    assertThatExceptionOfType(ImageRefused.class)
        .isThrownBy(() -> ImageHeader.probe(hostile))
        .matches(why -> why.reason() == Reason.CORRUPT);
  }

  /// Each of them would have all of its properties decoded again, for hours.
  @Test
  void links_to_long_names_without_end_take_no_time() {
    byte[] endless = full("auxC", 0, text("x".repeat(2 << 20)));
    byte[] same = new byte[255];
    Arrays.fill(same, (byte) 2);
    byte[][] links = new byte[50_000][];
    Arrays.fill(links, box("auxl", shorts(2, 1, 1)));
    byte[] association = join(numbers(2), shorts(1), bytes(1, 1), shorts(2), bytes(255), same);
    byte[] hostile =
        file(
            full("pitm", 0, shorts(1)),
            box("iprp", box("ipco", size(20, 10), endless), full("ipma", 0, association)),
            full("iref", 0, links));

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThat(ImageHeader.probe(hostile).samples().alpha()).isFalse());
  }

  private static boolean survives(byte[] file) {
    try {
      return ImageHeader.probe(file).width() > 0;
    } catch (ImageRefused refused) {
      return !refused.getMessage().isBlank();
    }
  }
}
