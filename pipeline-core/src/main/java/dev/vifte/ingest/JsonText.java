package dev.vifte.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.vifte.object.MediaType;
import java.io.IOException;
import java.util.Optional;

/// A JSON object or array, as far as the window shows it.
final class JsonText {
  /// A token that the window cuts may fail this far before its end.
  private static final int CUT = 16;

  private static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  static Optional<MediaType> of(byte[] head) {
    return isJson(head) ? Optional.of(new MediaType("application/json")) : Optional.empty();
  }

  private static boolean isJson(byte[] head) {
    try (JsonParser parser = JSON.createParser(head)) {
      JsonToken first = parser.nextToken();
      return (first == JsonToken.START_OBJECT || first == JsonToken.START_ARRAY)
          && readsToTheEnd(parser, head.length);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean readsToTheEnd(JsonParser parser, int length) throws IOException {
    try {
      while (parser.nextToken() != null) {
        // only whether it reads matters
      }
      return true;
    } catch (IOException e) {
      long failed = parser.currentLocation().getByteOffset();
      return length >= Sniffer.WINDOW && failed >= length - CUT;
    }
  }
}
