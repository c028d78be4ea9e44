package dev.vifte.testkit.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Starts MinIO servers, each with one disk: `data` of its folder, unless told otherwise.
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
    Path folder = freshFolder();
    List<String> arguments = List.of(data(folder));
    return launch(endpoint, environment, arguments, Ready.http(health(endpoint)), folder);
  }

  /// With its disk in an empty folder that is not removed at the end.
  public static S3Server startOn(Path disk) throws IOException, InterruptedException {
    URI endpoint = endpoint("http");
    List<String> arguments = List.of(disk.toString());
    return launch(endpoint, Map.of(), arguments, Ready.http(health(endpoint)), freshFolder());
  }

  /// With TLS.
  ///
  /// @param certificates a folder that holds `public.crt` and `private.key`, for 127.0.0.1
  public static S3Server startWithTls(Path certificates) throws IOException, InterruptedException {
    URI endpoint = endpoint("https");
    Path folder = freshFolder();
    List<String> arguments = List.of("--certs-dir", certificates.toString(), data(folder));
    Ready ready = Ready.https(health(endpoint), certificates.resolve("public.crt"));
    return launch(endpoint, Map.of(), arguments, ready, folder);
  }

  private static S3Server launch(
      URI endpoint,
      Map<String, String> environment,
      List<String> arguments,
      Ready ready,
      Path folder)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(Binaries.find("minio"), "server"));
    command.addAll(List.of("--address", endpoint.getAuthority()));
    command.addAll(List.of("--console-address", "127.0.0.1:" + FreePort.any()));
    command.addAll(arguments);
    var launch = new ServerProcess.Launch(folder, command, with(environment), ready);
    return new S3Server(endpoint, ACCESS, SECRET, ServerProcess.start(launch));
  }

  private static Path freshFolder() throws IOException {
    return ServerProcess.freshFolder("minio");
  }

  private static String data(Path folder) {
    return folder.resolve("data").toString();
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
