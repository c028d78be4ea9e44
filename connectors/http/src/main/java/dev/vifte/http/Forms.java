package dev.vifte.http;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.event.NoLogging$;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.Multipart;
import org.apache.pekko.http.javadsl.settings.ParserSettings;
import org.apache.pekko.http.scaladsl.unmarshalling.MultipartUnmarshallers$;
import org.apache.pekko.http.scaladsl.unmarshalling.Unmarshaller;
import org.apache.pekko.stream.Materializer;
import scala.jdk.javaapi.FutureConverters;

/// Takes forms apart. Safe for use by many threads.
final class Forms {
  private final Materializer materializer;
  private final Unmarshaller<
          org.apache.pekko.http.scaladsl.model.HttpEntity,
          org.apache.pekko.http.scaladsl.model.Multipart.FormData>
      form;

  Forms(Materializer materializer) {
    this.materializer = materializer;
    // without settings Pekko reads its configuration anew for every form
    var settings = ParserSettings.forServer(materializer.system());
    this.form =
        MultipartUnmarshallers$.MODULE$.multipartFormDataUnmarshaller(
            NoLogging$.MODULE$, (org.apache.pekko.http.scaladsl.settings.ParserSettings) settings);
  }

  /// The form that a body holds; its parts come as they are read. Fails when it is none.
  CompletionStage<? extends Multipart.FormData> of(HttpEntity body) {
    return FutureConverters.asJava(
        form.apply(
            (org.apache.pekko.http.scaladsl.model.HttpEntity) body,
            materializer.executionContext(),
            materializer));
  }

  Materializer materializer() {
    return materializer;
  }
}
