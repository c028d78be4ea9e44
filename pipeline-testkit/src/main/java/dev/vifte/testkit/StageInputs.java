package dev.vifte.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Inputs to call a [dev.vifte.stage.Stage] with, without any engine, store or server:
///
/// ```java
/// Outcome outcome = new CountWords().process(StageInputs.text("one two").named("two.txt"));
/// ```
public final class StageInputs {
  private StageInputs() {}

  /// An input of these bytes, with the type the gateway would find. The array is not copied.
  public static TestInput of(byte[] bytes) {
    return new TestInput(bytes);
  }

  /// An input of this text in UTF-8.
  public static TestInput text(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /// An input with the bytes and the name of a file.
  ///
  /// @throws IOException when it cannot be read
  public static TestInput file(Path file) throws IOException {
    return of(Files.readAllBytes(file)).named(file.getFileName().toString());
  }
}
