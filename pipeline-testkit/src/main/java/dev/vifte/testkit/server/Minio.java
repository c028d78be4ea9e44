package dev.vifte.testkit.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Starts MinIO servers, each with one disk in `data` of its folder.
public final class Minio {
  private static final String ACCESS = "minio-user";
  private static final String SECRET = "minio-secret";

  private Minio() {}

  public static S3Server start() throws IOException, InterruptedException {
    return start(Map.of());
  }

  /// With settings that MinIO takes from its environment, such as `MINIO_NOTIFY_…`.
  public static S3Server start(Map<String, String> environment)
      throws IOException, InterruptedException {
    URI endpoint = endpoint("http");
    return start(endpoint, environment, List.of(), Ready.http(health(endpoint)));
  }

  /// With TLS.
  ///
  /// @param certificates a folder that holds `public.crt` and `private.key`, for 127.0.0.1
  public static S3Server startWithTls(Path certificates) throws IOException, InterruptedException {
    URI endpoint = endpoint("https");
    return start(
        endpoint,
        Map.of(),
        List.of("--certs-dir", certificates.toString()),
        Ready.https(health(endpoint), certificates.resolve("public.crt")));
  }

  private static S3Server start(
      URI endpoint, Map<String, String> environment, List<String> flags, Ready ready)
      throws IOException, InterruptedException {
    Path folder = ServerProcess.freshFolder("minio");
    var command = new ArrayList<>(List.of(Binaries.find("minio"), "server"));
    command.add(folder.resolve("data").toString());
    command.addAll(List.of("--address", endpoint.getAuthority()));
    command.addAll(List.of("--console-address", "127.0.0.1:" + FreePort.any()));
    command.addAll(flags);
    var launch = new ServerProcess.Launch(folder, command, with(environment), ready);
    return new S3Server(endpoint, ACCESS, SECRET, ServerProcess.start(launch));
  }

  private static URI endpoint(String scheme) {
    return URI.create(scheme + "://127.0.0.1:" + FreePort.any());
  }

  private static URI health(URI endpoint) {
    return endpoint.resolve("/minio/health/cluster");
  }

  private static Map<String, String> with(Map<String, String> more) {
    var environment = new HashMap<>(more);
    environment.put("MINIO_ROOT_USER", ACCESS);
    environment.put("MINIO_ROOT_PASSWORD", SECRET);
    environment.put("MINIO_BROWSER", "off");
    environment.put("MINIO_UPDATE", "off");
    return environment;
  }
}
