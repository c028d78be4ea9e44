package dev.vifte.app;

import dev.vifte.app.settings.Settings;
import dev.vifte.app.settings.SubjectSettings;
import dev.vifte.erase.EraseHook;
import dev.vifte.erase.ErasureSettings;
import dev.vifte.erase.SubjectKey;
import dev.vifte.workers.call.EraseCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How data subjects are known and erased, as the configuration says.
final class People {
  private static final int BYTES = 32;

  private People() {}

  /// A node that takes uploads has a key; it is made when the first data subject is named.
  static ErasureSettings of(Settings all, Role role) {
    SubjectSettings settings = all.subjects();
    List<EraseHook> hooks =
        Stream.concat(
                settings.ledger().map(place -> ErasureLedger.at(place, all)).stream(),
                settings.hooks().stream().map(url -> EraseCall.to(url, settings.secretFile())))
            .<EraseHook>map(each -> each)
            .toList();
    return new ErasureSettings(
        () -> role.gateway() ? Optional.of(key(settings)) : Optional.empty(), hooks);
  }

  private static SubjectKey key(SubjectSettings settings) throws IOException {
    String text =
        settings.key().isPresent() ? settings.key().get() : kept(settings.keyFile()).strip();
    try {
      return SubjectKey.of(text.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s holds no key of data subjects (%s); restore it"
              .formatted(settings.keyFile(), e.getMessage()),
          e);
    }
  }

  private static String kept(Path file) throws IOException {
    if (Files.exists(file)) {
      return Files.readString(file);
    }
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    try {
      Files.createFile(file, ownerOnly(file));
      Files.writeString(file, text + "\n", StandardOpenOption.WRITE);
      return text;
    } catch (FileAlreadyExistsException _) {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IOException(
          "the key of data subjects cannot be kept in %s (%s); give another place (subjects.key-file)"
              .formatted(file, e),
          e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
