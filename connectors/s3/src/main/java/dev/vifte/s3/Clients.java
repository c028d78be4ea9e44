package dev.vifte.s3;

import io.minio.MinioAsyncClient;
import io.minio.credentials.Provider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/// The HTTP clients of one store. Their requests run on virtual threads.
///
/// @param reads for bodies that take as long as they take
/// @param work for all that ends soon
/// @param uploads for parts of large objects, with connections of their own
/// @param links signs links for others; asks no server
record Clients(S3Client reads, S3Client work, S3Client uploads, S3Client links, Close closing)
    implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(60);

  /// What ends with them.
  private record Close(ExecutorService threads, List<ConnectionPool> pools) {}

  static Clients of(S3Settings settings, Map<String, String> environment) {
    Provider keys = Keyring.provider(settings.credentials(), environment, settings.clock());
    ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory());
    S3Limits limits = settings.limits();
    OkHttpClient reads = http(settings, threads, limits.work(), limits.silence());
    OkHttpClient work = reads.newBuilder().callTimeout(limits.call()).build();
    OkHttpClient uploads =
        http(settings, threads, limits.uploads(), limits.call())
            .newBuilder()
            .callTimeout(limits.call())
            .build();
    URI open = settings.publicEndpoint().orElse(settings.endpoint());
    return new Clients(
        client(settings, settings.endpoint(), reads, keys),
        client(settings, settings.endpoint(), work, keys),
        client(settings, settings.endpoint(), uploads, keys),
        client(settings, open, work, keys),
        new Close(threads, List.of(reads.connectionPool(), uploads.connectionPool())));
  }

  @Override
  public void close() {
    closing.threads().shutdown();
    closing.pools().forEach(ConnectionPool::evictAll);
  }

  private static OkHttpClient http(
      S3Settings settings, ExecutorService threads, int atOnce, Duration silence) {
    var dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(atOnce);
    dispatcher.setMaxRequestsPerHost(atOnce);
    var builder =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectionPool(new ConnectionPool(atOnce, IDLE.toSeconds(), TimeUnit.SECONDS))
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(settings.limits().connect())
            .readTimeout(silence)
            .writeTimeout(settings.limits().silence())
            .followRedirects(false);
    settings.certificates().ifPresent(pem -> Trust.only(pem, builder));
    return builder.build();
  }

  private static S3Client client(
      S3Settings settings, URI endpoint, OkHttpClient http, Provider keys) {
    MinioAsyncClient client =
        MinioAsyncClient.builder()
            .endpoint(endpoint.toString())
            .region(settings.region())
            .credentialsProvider(keys)
            .httpClient(http)
            .build();
    switch (settings.pathStyle()) {
      case AUTO -> {}
      case ON -> client.disableVirtualStyleEndpoint();
      case OFF -> client.enableVirtualStyleEndpoint();
    }
    return new S3Client(client);
  }
}
