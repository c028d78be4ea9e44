package dev.vifte.app.doctor;

import dev.vifte.app.Problem;
import dev.vifte.app.Stores;
import dev.vifte.app.screen.Amounts;
import dev.vifte.app.settings.HttpSettings;
import dev.vifte.app.settings.Settings;
import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Store, disk and port.
final class Places {
  private static final long LITTLE = 1_000_000_000;
  private static final Duration SHORT = Duration.ofSeconds(2);

  private Places() {}

  /// Where everything is kept: a folder, servers, or both.
  static List<Finding> stores(Settings settings) {
    var findings = new ArrayList<Finding>();
    if (settings.store().onS3()) {
      var odd = new ArrayList<String>();
      Stores.Check look = Stores.objects(settings, odd::add);
      findings.add(answers("objects", settings.store().objects(), look));
      odd.forEach(each -> findings.add(Finding.warn("objects", each, "correct s3.region")));
      settings
          .outside()
          .readable()
          .forEach(bucket ->
              findings.add(answers("ingest", "bucket " + bucket, Stores.bucket(settings, bucket))));
    }
    settings
        .residency()
        .places()
        .forEach(own ->
            findings.add(
                answers(
                    "residency.places",
                    "%s of tenant %s".formatted(own, own.tenant()),
                    Stores.objects(settings, own))));
    findings.add(
        settings.store().onNats()
            ? answers("events", settings.store().events(), Stores.state(settings))
            : store(settings));
    return findings;
  }

  private static Finding answers(String about, String place, Stores.Check check) {
    try {
      check.run();
      return Finding.ok(about, place + " answers");
    } catch (IOException | Problem e) {
      return Finding.fail(
          about, String.valueOf(e.getMessage()), "start it, or correct %s".formatted(about));
    }
  }

  /// Opens the store for a moment, where there is one.
  private static Finding store(Settings settings) {
    Path data = settings.store().data().toAbsolutePath().normalize();
    if (!Files.exists(data)) {
      return Files.isWritable(existing(data))
          ? Finding.ok("store", data + " will be made")
          : Finding.fail(
              "store", data + " cannot be made", "choose another folder (data), or make it");
    }
    try (var _ = Embedded.open(EmbeddedSettings.in(data))) {
      return Finding.ok("store", data + " opens");
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      return why.contains("in use")
          ? Finding.warn("store", why, "that is fine when it is your running node")
          : Finding.fail("store", why, "choose another folder (data), or mend this one");
    }
  }

  static Finding space(Settings settings) {
    Path data = existing(settings.store().data().toAbsolutePath().normalize());
    try {
      long free = Files.getFileStore(data).getUsableSpace();
      return free >= LITTLE
          ? Finding.ok("disk", Amounts.bytes(free) + " free")
          : Finding.warn(
              "disk", "only %s free".formatted(Amounts.bytes(free)), "make room below " + data);
    } catch (IOException e) {
      return Finding.warn("disk", "unknown (%s)".formatted(e.getMessage()), "look at " + data);
    }
  }

  static Finding port(Settings settings) {
    HttpSettings http = settings.http();
    String place = "%s port %d".formatted(http.host(), http.port());
    try (var socket = new ServerSocket(http.port(), 1, InetAddress.getByName(http.host()))) {
      return Finding.ok("port", place + (socket.isBound() ? " is free" : ""));
    } catch (IOException e) {
      String why = "%s cannot be had (%s)".formatted(place, e.getMessage());
      return lives(http)
          ? Finding.warn("port", why, "that is fine when it is your running node")
          : Finding.fail("port", why, "stop the other program, or set http.port");
    }
  }

  /// Whether a gateway answers there.
  private static boolean lives(HttpSettings http) {
    String host = http.host().contains(":") ? "[%s]".formatted(http.host()) : http.host();
    URI live = URI.create("http://%s:%d/health/live".formatted(host, http.port()));
    var request = HttpRequest.newBuilder(live).timeout(SHORT).build();
    try (var client = HttpClient.newBuilder().connectTimeout(SHORT).build()) {
      return client.send(request, BodyHandlers.ofString()).body().contains("live");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Path existing(Path path) {
    Path place = path;
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    return place;
  }
}
