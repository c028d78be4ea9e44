package dev.vifte.app.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.app.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InputFilesTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void a_folder_means_all_files_below_it_but_hidden_ones_and_the_results() throws IOException {
    Path photo = file("in", "a.jpg");
    Path scan = file("in/scans", "b.pdf");
    file("in/.thumbs", "c.png");
    file("in/out/a.jpg", "manifest.json");

    List<Path> found = InputFiles.of(List.of(folder.resolve("in")), folder.resolve("in/out"));

    assertThat(found).containsExactly(photo, scan);
  }

  @Test
  void a_name_that_is_not_there_is_wrong_usage() {
    assertThatThrownBy(() -> InputFiles.of(List.of(folder.resolve("nope.jpg")), folder))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("there is no file")
        .hasMessageContaining("nope.jpg");
  }

  @Test
  void an_empty_folder_is_wrong_usage() {
    assertThatThrownBy(() -> InputFiles.of(List.of(folder), folder.resolve("out")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no file lies below");
  }

  @Test
  void the_same_name_again_gets_a_number_whatever_its_case() throws IOException {
    var out = OutFolder.at(folder.resolve("out"));

    List<Path> folders =
        out.folders(
            List.of(file("x", "a.jpg"), file("y", "a.jpg"), file("z", "A.jpg"), file("y", "b")));

    assertThat(folders.stream().map(Path::getFileName).map(Path::toString))
        .containsExactly("a.jpg", "a.jpg-2", "A.jpg-3", "b");
  }

  private Path file(String below, String name) throws IOException {
    return Files.writeString(Files.createDirectories(folder.resolve(below)).resolve(name), "x");
  }
}
