package dev.vifte.testkit.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Starts Versity gateways over plain folders: S3 servers that share no code with MinIO.
public final class VersityGw {
  private static final String ACCESS = "versity-user";
  private static final String SECRET = "versity-secret";

  private VersityGw() {}

  public static S3Server start() throws IOException, InterruptedException {
    return startIn("us-east-1");
  }

  /// In a region.
  public static S3Server startIn(String region) throws IOException, InterruptedException {
    Path folder = ServerProcess.freshFolder("versitygw");
    return start(folder, Files.createDirectory(folder.resolve("data")), region);
  }

  /// Over an empty folder that is not removed at the end.
  public static S3Server startOn(Path data) throws IOException, InterruptedException {
    return start(ServerProcess.freshFolder("versitygw"), data, "us-east-1");
  }

  private static S3Server start(Path folder, Path data, String region)
      throws IOException, InterruptedException {
    var endpoint = URI.create("http://127.0.0.1:" + FreePort.any());
    Path sidecar = Files.createDirectory(folder.resolve("sidecar"));
    List<String> command =
        List.of(
            Binaries.find("versitygw"),
            "--port=" + endpoint.getAuthority(),
            "--keep-alive",
            "--health=/health",
            "--region=" + region,
            "posix",
            "--sidecar=" + sidecar,
            data.toString());
    var environment = Map.of("ROOT_ACCESS_KEY", ACCESS, "ROOT_SECRET_KEY", SECRET);
    Ready ready = Ready.http(endpoint.resolve("/health"));
    var launch = new ServerProcess.Launch(folder, command, environment, ready);
    return new S3Server(endpoint, ACCESS, SECRET, ServerProcess.start(launch));
  }
}
