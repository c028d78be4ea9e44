package dev.vifte.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Optional;

/// A short text in an extended attribute of a file. Not every file system has those: a file is
/// without its note there.
final class FileNote {
  private static final String NAME = "vifte.note";

  private FileNote() {}

  static void write(Path file, String note) {
    try {
      int _ = attributes(file).write(NAME, ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException | UnsupportedOperationException _) {
      // it is there to mend what should not happen; the upload does not fail for it
    }
  }

  static Optional<String> read(Path file) throws IOException {
    try {
      UserDefinedFileAttributeView attributes = attributes(file);
      if (!Files.exists(file) || !attributes.list().contains(NAME)) {
        return Optional.empty();
      }
      var bytes = ByteBuffer.allocate(attributes.size(NAME));
      int _ = attributes.read(NAME, bytes);
      return Optional.of(StandardCharsets.UTF_8.decode(bytes.flip()).toString());
    } catch (FileSystemException | UnsupportedOperationException _) {
      return Optional.empty();
    }
  }

  private static UserDefinedFileAttributeView attributes(Path file) {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    if (view == null) {
      throw new UnsupportedOperationException("no extended attributes");
    }
    return view;
  }
}
