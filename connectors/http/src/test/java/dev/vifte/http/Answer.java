package dev.vifte.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vifte.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/// A response and what tests ask of it.
record Answer(HttpResponse<byte[]> response) {
  int status() {
    return response.statusCode();
  }

  byte[] bytes() {
    return response.body();
  }

  String text() {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  JsonNode json() {
    return Json.read(response.body(), JsonNode.class);
  }

  /// The text at a JSON pointer.
  String at(String pointer) {
    return json().at(pointer).asText();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  String job() {
    return at("/job");
  }
}
