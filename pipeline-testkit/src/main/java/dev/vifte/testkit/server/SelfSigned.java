package dev.vifte.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Makes a certificate for 127.0.0.1 that signs itself: `public.crt` and `private.key` in a folder.
public final class SelfSigned {
  private static final String PASSWORD = "changeit";
  private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private SelfSigned() {}

  public static void in(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("store.p12");
    generate(store);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    write(folder.resolve("public.crt"), "CERTIFICATE", keys.getCertificate("it").getEncoded());
    byte[] key = keys.getKey("it", PASSWORD.toCharArray()).getEncoded();
    write(folder.resolve("private.key"), "PRIVATE KEY", key);
  }

  private static void generate(Path store) throws IOException, InterruptedException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var command = new ArrayList<>(List.of(keytool.toString(), "-genkeypair", "-alias", "it"));
    command.addAll(List.of("-keyalg", "EC", "-dname", "CN=test", "-ext", "san=ip:127.0.0.1"));
    command.addAll(List.of("-validity", "2", "-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", store.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("keytool: " + said);
    }
  }

  private static void write(Path file, String what, byte[] der) throws IOException {
    Files.writeString(
        file,
        "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
            .formatted(what, PEM.encodeToString(der)));
  }
}
