package dev.vifte.workers.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vifte.pipeline.InputLimits;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import dev.vifte.testkit.StageInputs;
import dev.vifte.testkit.TestInput;
import dev.vifte.testkit.media.HostileFiles;
import dev.vifte.testkit.media.HostileImages;
import dev.vifte.testkit.media.Icc;
import dev.vifte.testkit.media.Jpeg;
import dev.vifte.testkit.media.Media;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadMetadataTest {
  @Test
  void camera_lens_and_serial_number_are_normalised() throws IOException {
    byte[] jpeg = jpeg().camera("Vifte", "One").lens("35mm f/2").serial("0420900371").bytes();

    var camera = read(jpeg).path("camera");

    assertThat(camera.path("make").asText()).isEqualTo("Vifte");
    assertThat(camera.path("model").asText()).isEqualTo("One");
    assertThat(camera.path("lens").asText()).isEqualTo("35mm f/2");
    assertThat(camera.path("serial").asText()).isEqualTo("0420900371");
  }

  @Test
  void the_time_is_the_cameras_own_with_its_offset() throws IOException {
    byte[] jpeg = jpeg().taken(OffsetDateTime.parse("2026-06-21T22:41:00+02:00")).bytes();

    var taken = read(jpeg).path("taken");

    assertThat(taken.path("local").asText()).isEqualTo("2026-06-21T22:41:00");
    assertThat(taken.path("offset").asText()).isEqualTo("+02:00");
  }

  @Test
  void coordinates_are_degrees_south_and_west_being_negative() throws IOException {
    var gps = read(jpeg().gps(-33.8568, -70.6483).bytes()).path("gps");

    assertThat(gps.path("lat").asDouble()).isCloseTo(-33.8568, within());
    assertThat(gps.path("lon").asDouble()).isCloseTo(-70.6483, within());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void the_orientation_is_told(int orientation) throws IOException {
    assertThat(read(jpeg().rotated(orientation).bytes()).path("orientation").asInt())
        .isEqualTo(orientation);
  }

  @Test
  void the_name_of_the_colour_profile_is_told() throws IOException {
    assertThat(read(jpeg().profile(Icc.DISPLAY_P3).bytes()).path("colorProfile").asText())
        .contains("P3");
  }

  @Test
  void titles_captions_and_keywords_come_from_xmp_and_iptc() throws IOException {
    var data = read(jpeg().xmp("A title").iptc("A caption", "fjord", "evening").bytes());

    assertThat(data.path("title").asText()).isEqualTo("A title");
    assertThat(data.path("description").asText()).isEqualTo("A caption");
    assertThat(data.path("keywords").valueStream().map(JsonNode::asText))
        .containsExactly("fjord", "evening");
  }

  @Test
  void the_tags_stand_in_raw_as_they_are() throws IOException {
    var raw = read(jpeg().camera("Vifte", "One").bytes()).path("raw");

    assertThat(raw.path("Exif IFD0").path("Make").asText()).isEqualTo("Vifte");
  }

  @Test
  void a_picture_without_metadata_is_done_with_its_size() throws IOException {
    var data = read(Media.png(40, 30).bytes());

    assertThat(data.path("width").asInt()).isEqualTo(40);
    assertThat(data.path("height").asInt()).isEqualTo(30);
    assertThat(data.has("raw")).isFalse();
    assertThat(data.has("warnings")).isFalse();
  }

  @Test
  void gif_bmp_and_webp_are_pictures_too() throws IOException {
    assertThat(read(Media.gif(40, 30).bytes()).path("width").asInt()).isEqualTo(40);
    assertThat(read(Media.bmp(40, 30).bytes()).path("height").asInt()).isEqualTo(30);
    assertThat(read(Media.webp(40, 30).bytes()).path("width").asInt()).isEqualTo(40);
  }

  @Test
  void a_tiff_is_read_from_its_file(@TempDir Path folder) throws IOException {
    var outcome = process(StageInputs.of(Media.tiff(40, 30).bytes()).in(folder));

    assertThat(data(outcome).path("width").asInt()).isEqualTo(40);
    assertThat(data(outcome).path("height").asInt()).isEqualTo(30);
  }

  @Test
  void a_truncated_file_gives_what_it_has_and_a_warning() throws IOException {
    byte[] png = Media.truncated(Media.png(400, 300).bytes(), 0.5);

    var data = read(png);

    assertThat(data.path("width").asInt()).isEqualTo(400);
    assertThat(data.path("warnings").path(0).asText()).isEqualTo("the file ends too early");
  }

  @Test
  void broken_exif_is_a_warning_not_a_rejection() throws IOException {
    assertThat(read(HostileImages.exifLoop().bytes()).has("width")).isTrue();
    assertThat(read(HostileImages.exifCount().bytes()).has("width")).isTrue();
  }

  @Test
  void a_text_chunk_of_256_megabytes_is_not_inflated() throws IOException {
    var data = read(HostileImages.pngTextBomb(256).bytes());

    assertThat(data.path("warnings").path(0).asText()).contains("zTXt", "limit");
  }

  @Test
  void a_profile_of_256_megabytes_is_not_inflated() throws IOException {
    var data = read(HostileImages.pngProfileBomb(256).bytes());

    assertThat(data.path("warnings").path(0).asText()).contains("iCCP", "limit");
  }

  @Test
  void an_empty_file_is_rejected() throws IOException {
    assertThat(reason(HostileFiles.empty().bytes())).isEqualTo(Reason.EMPTY);
  }

  @Test
  void a_file_that_is_no_picture_is_rejected() throws IOException {
    assertThat(reason(HostileFiles.htmlNamedPng().bytes())).isEqualTo(Reason.UNSUPPORTED);
    assertThat(reason(HostileFiles.random().bytes())).isEqualTo(Reason.UNSUPPORTED);
  }

  @Test
  void a_jpeg_that_ends_before_its_header_is_rejected_as_truncated() throws IOException {
    assertThat(reason(Media.truncated(jpeg().bytes(), 0.01))).isEqualTo(Reason.TRUNCATED);
  }

  @Test
  void a_picture_with_more_pixels_than_allowed_is_rejected() throws IOException {
    var input =
        StageInputs.of(Media.png(40, 30).bytes()).limited(new InputLimits(1_000_000, 1_000, 1, 1));

    assertThat(process(input))
        .isInstanceOfSatisfying(
            Outcome.Reject.class,
            reject -> {
              assertThat(reject.reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
              assertThat(reject.why()).contains("40 x 30", "1000");
            });
  }

  @Test
  void a_document_type_in_xmp_is_refused() throws IOException {
    var blocks = new Blocks();
    String xml =
        """
        <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
          xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
          xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:format>&e;</dc:format>
        </rdf:Description></rdf:RDF></x:xmpmeta>
        """;
    blocks.add(Blocks.Kind.XMP, xml.getBytes(StandardCharsets.UTF_8));

    var tags = Tags.of(blocks, StageInputs.text("").deadline());

    assertThat(tags.xmp().properties()).isEmpty();
    assertThat(blocks.warnings()).containsExactly("the XMP is broken and was not read whole");
  }

  private static Jpeg jpeg() {
    return Media.jpeg(64, 48);
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-5);
  }

  private static Outcome process(TestInput input) throws IOException {
    return new ReadMetadata().process(input);
  }

  private static JsonNode read(byte[] bytes) throws IOException {
    return data(process(StageInputs.of(bytes)));
  }

  private static JsonNode data(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).data();
  }

  private static Reason reason(byte[] bytes) throws IOException {
    var outcome = process(StageInputs.of(bytes));
    assertThat(outcome).isInstanceOf(Outcome.Reject.class);
    return ((Outcome.Reject) outcome).reason();
  }
}
