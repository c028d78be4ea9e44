package dev.vifte.workers.pdf;

import static dev.vifte.workers.pdf.Pages.pages;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import dev.vifte.testkit.StageInputs;
import dev.vifte.testkit.TestInput;
import dev.vifte.testkit.media.HostileFiles;
import dev.vifte.testkit.media.Media;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderPagesTest {
  @TempDir Path folder;

  @Test
  void the_pages_asked_for_are_drawn_in_their_size() throws IOException {
    var done = render(new RenderPages(pages(2, 3)).dpi(72), Media.pdf(4).bytes());

    assertThat(done.outputs()).extracting(Output::name).containsExactly("page-2.png", "page-3.png");
    assertThat(done.outputs().getFirst().facts())
        .containsEntry("width", 595L)
        .containsEntry("height", 842L)
        .containsEntry("page", 2L);
    assertThat(done.data().path("pages").asInt()).isEqualTo(4);
  }

  @Test
  void a_drawn_page_has_ink_on_white_paper() throws IOException {
    var image = image(render(new RenderPages(pages(1, 1)).dpi(72), Media.pdf(1).bytes()));

    assertThat(image.getRGB(2, 2)).isEqualTo(0xFFFFFFFF);
    assertThat(dark(image)).isBetween(1_000, 200_000);
  }

  @Test
  void a_page_may_be_a_jpeg_with_a_longest_side() throws IOException {
    var done = render(new RenderPages(pages(1, 1)).maxSide(400).jpeg(80), Media.pdf(1).bytes());

    assertThat(done.outputs().getFirst().name()).isEqualTo("page-1.jpg");
    assertThat(image(done).getHeight()).isBetween(399, 400);
  }

  @Test
  void pages_that_a_document_does_not_have_are_left_out() throws IOException {
    var done = render(new RenderPages(pages(2, 9)).dpi(10), Media.pdf(2).bytes());

    assertThat(done.outputs()).extracting(Output::name).containsExactly("page-2.png");
  }

  @Test
  void many_pages_are_cut_into_items_that_are_drawn_alone() throws IOException {
    var stage = new RenderPages(Pages.ALL).dpi(10);
    byte[] pdf = Media.pdf(20).bytes();

    var parts = render(stage, pdf);

    assertThat(parts.outputs()).isEmpty();
    assertThat(parts.items()).extracting("value").containsExactly("1-8", "9-16", "17-20");
    assertThat(done(stage, input(pdf).item("17-20")).outputs())
        .extracting(Output::name)
        .containsExactly("page-17.png", "page-18.png", "page-19.png", "page-20.png");
  }

  @Test
  void an_item_holds_only_pages_that_were_asked_for() throws IOException {
    var stage = new RenderPages(Pages.parse("1,3,5,7,9,11,13,15,17,19")).dpi(10);

    var part = done(stage, input(Media.pdf(20).bytes()).item("17-19"));

    assertThat(part.outputs())
        .extracting(Output::name)
        .containsExactly("page-17.png", "page-19.png");
  }

  @Test
  void a_huge_page_is_refused_before_it_is_drawn() throws IOException {
    var outcome = new RenderPages(Pages.ALL).process(input(HostileFiles.hugePage().bytes()));

    assertThat(outcome)
        .asString()
        .contains("TOO_MANY_PIXELS", "page 1", "50000 x 50000 points", "lower dpi or set max-side");
  }

  @Test
  void a_huge_page_can_be_drawn_small() throws IOException {
    var stage = new RenderPages(Pages.ALL).maxSide(100);

    assertThat(image(render(stage, HostileFiles.hugePage().bytes())).getWidth()).isEqualTo(100);
  }

  @Test
  void the_same_document_gives_the_same_bytes() throws IOException {
    var stage = new RenderPages(pages(1, 1)).dpi(60);
    byte[] pdf = Media.pdf(1).bytes();

    byte[] once = TestInput.content(render(stage, pdf).outputs().getFirst());
    byte[] again = TestInput.content(render(stage, pdf).outputs().getFirst());

    assertThat(again).isEqualTo(once);
  }

  private TestInput input(byte[] pdf) {
    return StageInputs.of(pdf).in(folder);
  }

  private Outcome.Done render(RenderPages stage, byte[] pdf) throws IOException {
    return done(stage, input(pdf));
  }

  private static Outcome.Done done(RenderPages stage, TestInput input) throws IOException {
    return (Outcome.Done) stage.process(input);
  }

  private static BufferedImage image(Outcome.Done done) throws IOException {
    byte[] bytes = TestInput.content(done.outputs().getFirst());
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  private static int dark(BufferedImage image) {
    return (int)
        IntStream.range(0, image.getWidth() * image.getHeight())
            .filter(i -> (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xFF) < 128)
            .count();
  }
}
