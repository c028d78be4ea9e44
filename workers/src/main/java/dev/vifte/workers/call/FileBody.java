package dev.vifte.workers.call;

import dev.vifte.stage.StageInput;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/// The uploaded file as the body of a request, in constant memory.
final class FileBody extends RequestBody {
  private final StageInput input;

  FileBody(StageInput input) {
    this.input = input;
  }

  @Override
  public @Nullable MediaType contentType() {
    return MediaType.parse(input.file().type().value());
  }

  @Override
  public long contentLength() {
    return input.file().size();
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    try (Source file = Okio.source(input.open())) {
      sink.writeAll(file);
    }
  }
}
