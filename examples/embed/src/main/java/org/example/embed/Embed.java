package org.example.embed;

import static dev.vifte.imaging.Variant.fit;
import static dev.vifte.imaging.Variant.width;

import dev.vifte.Backend;
import dev.vifte.Jobs;
import dev.vifte.Node;
import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.JobId;
import dev.vifte.job.TenantId;
import dev.vifte.object.ByteRange;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.StageName;
import dev.vifte.stage.StageResult.Stored;
import dev.vifte.workers.image.Resize;
import dev.vifte.workers.metadata.ReadMetadata;
import dev.vifte.workers.metadata.Strip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.stream.javadsl.Sink;

/// A node in a program of your own: no gateway, no server, durable in a folder.
///
/// `Embed photo.jpg results` makes thumbnails of a picture and copies them into a folder.
public final class Embed {
  private static final TenantId TENANT = new TenantId("me");

  private static final Pipeline PHOTOS =
      Pipeline.named("photos")
          .accepting("image/*")
          .stage("variants", new Resize(fit("thumb", 128, 128), width("web", 1280)))
          .stage("metadata", new ReadMetadata(Strip.GPS, Strip.SERIAL));

  private Embed() {}

  public static void main(String[] args) throws Exception {
    Path picture = Path.of(args[0]);
    Path results = Files.createDirectories(Path.of(args[1]));
    try (Backend backend = Embedded.open(EmbeddedSettings.in(results.resolve("store")));
        Node node = Node.on(backend).running(PHOTOS).start()) {
      JobId job = upload(node, picture);
      node.jobs()
          .follow(job, 0)
          .takeWhile(event -> !Jobs.isEnd(event))
          .runWith(Sink.ignore(), node.system())
          .toCompletableFuture()
          .get(1, TimeUnit.MINUTES);
      copyOutputs(node, job, results);
    }
  }

  /// When it returns, the job survives whatever happens to this process.
  private static JobId upload(Node node, Path picture) throws IOException {
    var request =
        new UploadRequest(
            TENANT,
            PHOTOS.name(),
            picture.getFileName().toString(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    try (var bytes = Files.newInputStream(picture)) {
      return switch (node.uploads().accept(request, bytes)) {
        case UploadResult.Accepted accepted -> accepted.job().id();
        case UploadResult refused -> throw new IOException(picture + " was not taken: " + refused);
      };
    }
  }

  private static void copyOutputs(Node node, JobId job, Path results) throws IOException {
    var document = node.jobs().document(TENANT, job).orElseThrow();
    System.out.println(document.toPrettyString());
    for (var stage : document.path("stages").properties()) {
      for (var output : stage.getValue().path("outputs")) {
        String name = output.path("name").asText();
        Stored stored =
            node.jobs().output(TENANT, job, new StageName(stage.getKey()), name).orElseThrow();
        try (var content = node.jobs().open(stored, ByteRange.ALL)) {
          Files.copy(content.stream(), results.resolve(name));
        }
      }
    }
  }
}
