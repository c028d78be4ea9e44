package dev.vifte.http;

import dev.vifte.Node;
import dev.vifte.job.JobRecord;
import dev.vifte.job.Manifest;
import dev.vifte.object.ByteRange;
import dev.vifte.object.ObjectContent;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectNotFoundException;
import dev.vifte.stage.StageResult.Stored;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.StreamConverters;
import org.apache.pekko.util.ByteString;

/// Results, streamed. They were made from strangers' files, so only types that a browser cannot run
/// are shown in it, and those in a sandbox; everything else is a download.
final class OutputRoutes {
  private static final Set<String> SHOWN =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/webp",
          "image/gif",
          "application/pdf",
          "application/json",
          "text/plain",
          "text/csv");

  private final Node node;
  private final Live live;

  OutputRoutes(Node node, Live live) {
    this.node = node;
    this.live = live;
  }

  /// What is served.
  ///
  /// @param etag quoted
  private record File(ObjectKey key, String name, String type, long size, String etag) {}

  HttpResponse output(Call call) throws IOException {
    Stored stored =
        node.jobs()
            .output(call.tenant(), call.job(), call.stage(), call.segment("name"))
            .orElseThrow(() -> noOutput(call));
    return serve(
        call,
        new File(
            stored.key(),
            stored.name(),
            stored.type().value(),
            stored.size(),
            "\"" + stored.sha256() + "\""));
  }

  HttpResponse manifest(Call call) throws IOException {
    JobRecord job =
        node.jobs().find(call.tenant(), call.job()).orElseThrow(() -> JobRoutes.noJob(call.job()));
    Optional<ObjectInfo> info = node.context().backend().objects().head(Manifest.key(job));
    if (info.isEmpty()) {
      throw ProblemKind.NOT_FOUND.refuse(
          "job %s is %s and has no manifest; it is written when all stages have ended"
              .formatted(job.id(), job.state().word()));
    }
    return serve(
        call,
        new File(
            info.get().key(),
            "manifest.json",
            "application/json",
            info.get().size(),
            "\"" + job.id() + "-" + job.run() + "\""));
  }

  private HttpResponse serve(Call call, File file) throws IOException {
    if (Replies.hasCurrent(call, file.etag())) {
      return headed(HttpResponse.create().withStatus(304), file);
    }
    return switch (Ranges.asked(call, file.size(), file.etag())) {
      case Ranges.Whole _ -> headed(content(call, file, ByteRange.ALL), file);
      case Ranges.Part(ByteRange part) ->
          headed(content(call, file, part).withStatus(206), file)
              .addHeader(
                  RawHeader.create(
                      "Content-Range",
                      "bytes %d-%d/%d".formatted(part.from(), part.to(), file.size())));
      case Ranges.Outside _ ->
          throw new Refused(
              ProblemKind.RANGE_NOT_SATISFIABLE
                  .because("the file has %d bytes; ask for a part of them".formatted(file.size()))
                  .with("Content-Range", "bytes */" + file.size()));
    };
  }

  private HttpResponse content(Call call, File file, ByteRange part) throws IOException {
    ContentType type = type(file);
    long length = part.length(file.size());
    if (call.isHead() || length == 0) {
      return HttpResponse.create()
          .withEntity(HttpEntities.create(type, length, Source.<ByteString>empty()));
    }
    ObjectContent content = node.context().backend().objects().open(file.key(), part);
    if (content.info().size() != file.size()) {
      content.close();
      throw new ObjectNotFoundException(file.key());
    }
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                type,
                length,
                StreamConverters.fromInputStream(content::stream).via(live.counted())));
  }

  private static HttpResponse headed(HttpResponse response, File file) {
    String how = SHOWN.contains(file.type()) ? "inline" : "attachment";
    return response
        .addHeader(RawHeader.create("ETag", file.etag()))
        .addHeader(RawHeader.create("Accept-Ranges", "bytes"))
        .addHeader(RawHeader.create("Cache-Control", "private, no-cache"))
        .addHeader(RawHeader.create("Content-Security-Policy", "sandbox; default-src 'none'"))
        .addHeader(RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"))
        .addHeader(
            RawHeader.create(
                "Content-Disposition", "%s; filename=\"%s\"".formatted(how, file.name())));
  }

  private static ContentType type(File file) {
    if (!SHOWN.contains(file.type())) {
      return ContentTypes.APPLICATION_OCTET_STREAM;
    }
    return ContentTypes.parse(
        file.type().startsWith("text/") ? file.type() + "; charset=UTF-8" : file.type());
  }

  private static Refused noOutput(Call call) {
    return ProblemKind.NOT_FOUND.refuse(
        "job %s has no output '%s' of a stage '%s' (yet); its document lists what there is"
            .formatted(call.job(), call.segment("name"), call.stage()));
  }
}
