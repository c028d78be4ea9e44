package dev.vifte.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vifte.job.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The page in a real browser.
class PageIT {
  private static final String STATE = "document.querySelector('.job')?.dataset.state ?? ''";
  private static final String TEXT = "document.body?.innerText ?? ''";

  @TempDir(cleanup = CleanupMode.NEVER)
  private Path folder;

  @Test
  void a_file_is_dropped_watched_and_its_results_are_seen() throws Exception {
    var go = new CountDownLatch(1);
    try (Served served = Served.with(Pipelines.album(go));
        Chromium browser = Chromium.start(folder)) {
      browser.open(served.gateway.uri());
      browser.await("document.querySelector('#pipeline')?.value", is("album"));
      Path photo = Files.write(folder.resolve("sunset.png"), Pictures.png(320, 200));

      browser.choose("#files", photo);
      browser.await(STATE, is("running"));
      browser.await("document.querySelector('[data-stage=slow]')?.dataset.state", is("running"));
      browser.screenshot(shot("page-running.png"));
      go.countDown();

      browser.await(STATE, is("completed"));
      browser.await("document.querySelector('figure img')?.naturalWidth", is("320"));
      browser.await("document.querySelector('pre')?.innerText", is("The text of the page: æøå €"));
      browser.await(TEXT, holds("Recent jobs"));
      assertThat(browser.eval(TEXT).asText())
          .contains("sunset.png", "camera.model", "Example 1", "320 × 200");
      assertThat(browser.eval("document.querySelector('#said').innerText").asText())
          .isEqualTo("sunset.png: completed.");
      browser.screenshot(shot("page-light.png"));
      browser.scheme("dark");
      browser.screenshot(shot("page-dark.png"));
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void what_is_refused_or_fails_is_told_in_words() throws Exception {
    try (Served served =
            Served.with(
                Pipelines.fussy(new java.util.concurrent.atomic.AtomicBoolean()),
                Pipelines.copy());
        Chromium browser = Chromium.start(folder)) {
      browser.open(served.gateway.uri());
      browser.await("document.querySelector('#pipeline')?.value", is("copy"));
      browser.choose("#files", Files.write(folder.resolve("photo.png"), Pictures.png(64, 64)));
      browser.await(TEXT, holds("image/png by its first bytes"));

      browser.eval("document.querySelector('#pipeline').value = 'fussy'");
      browser.choose("#files", Files.writeString(folder.resolve("<img src=x>.txt"), "x"));
      browser.await(TEXT, holds("judge: it is broken; send a whole one"));

      assertThat(browser.eval(TEXT).asText()).contains("<img src=x>.txt");
      browser.screenshot(shot("page-trouble.png"));
    }
  }

  @Test
  void a_key_is_asked_for_and_then_everything_works() throws Exception {
    ApiKeys keys = ApiKeys.none();
    String key = keys.create(new TenantId("acme"));
    try (Served served = Served.keyed(keys, Pipelines.copy());
        Chromium browser = Chromium.start(folder)) {
      browser.open(served.gateway.uri());
      browser.await(TEXT, holds("asks for an API key"));

      browser.eval("document.querySelector('#key-field').value = '%s'".formatted(key));
      browser.eval("document.querySelector('#key button').click()");
      browser.await("document.querySelector('#pipeline')?.value", is("copy"));
      browser.choose("#files", Files.writeString(folder.resolve("a.txt"), "hello there"));

      browser.await("document.querySelector('pre')?.innerText", is("hello there"));
      assertThat(browser.eval("document.querySelector('#key').hidden").asBoolean()).isTrue();
    }
  }

  private static java.util.function.Predicate<JsonNode> is(String expected) {
    return value -> value.asText().equals(expected);
  }

  private static java.util.function.Predicate<JsonNode> holds(String part) {
    return value -> value.asText().contains(part);
  }

  private static Path shot(String name) throws java.io.IOException {
    return Files.createDirectories(Path.of("target", "screenshots")).resolve(name);
  }
}
