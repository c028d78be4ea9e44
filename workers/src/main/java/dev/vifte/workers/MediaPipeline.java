package dev.vifte.workers;

import static dev.vifte.imaging.Variant.fit;
import static dev.vifte.imaging.Variant.width;
import static dev.vifte.pipeline.Pipeline.on;
import static dev.vifte.pipeline.Pipeline.within;
import static dev.vifte.retry.RetryPolicy.exponential;
import static dev.vifte.retry.RetryPolicy.upTo;
import static dev.vifte.workers.metadata.Strip.GPS;
import static dev.vifte.workers.metadata.Strip.SERIAL;
import static dev.vifte.workers.pdf.Pages.pages;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.vifte.imaging.OutputFormat;
import dev.vifte.pipeline.InputLimits;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.Scale;
import dev.vifte.workers.csv.ProfileCsv;
import dev.vifte.workers.image.Resize;
import dev.vifte.workers.metadata.ReadMetadata;
import dev.vifte.workers.pdf.ReadInfo;
import dev.vifte.workers.pdf.ReadText;
import dev.vifte.workers.pdf.RenderPages;

/// The shipped example, `pipelines/media.yaml` in Java: pictures, PDF documents and tables.
public final class MediaPipeline {
  public static final Pipeline MEDIA =
      Pipeline.named("media")
          .accepting("image/*", "application/pdf", "text/csv")
          .limitedTo(new InputLimits(50_000_000, 100_000_000, 2_000, 1_000))
          .stage(
              "variants",
              new Resize(
                  fit("thumb", 128, 128),
                  fit("small", 640, 640),
                  width("web", 1280).as(OutputFormat.JPEG).quality(80)),
              on("image/*"),
              within(ofSeconds(60)),
              spec -> spec.scale(new Scale(1, 4)))
          .stage("metadata", new ReadMetadata(GPS, SERIAL), on("image/*"))
          .stage("pages", new RenderPages(pages(1, 3)).dpi(150), on("application/pdf"))
          .stage("text", new ReadText(), on("application/pdf"))
          .stage("info", new ReadInfo(), on("application/pdf"))
          .stage("rows", new ProfileCsv(), on("text/csv"))
          .retrying(exponential(ofMillis(200), upTo(ofSeconds(30))).attempts(5));

  private MediaPipeline() {}
}
