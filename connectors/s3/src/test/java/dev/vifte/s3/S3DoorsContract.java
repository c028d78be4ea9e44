package dev.vifte.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.object.BucketContent;
import dev.vifte.object.BucketEntry;
import dev.vifte.object.BucketNotAllowedException;
import dev.vifte.object.BucketObject;
import dev.vifte.object.BucketObjectChangedException;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.PresignedForm;
import dev.vifte.object.PutOptions;
import dev.vifte.object.StoredObject;
import dev.vifte.testkit.Trickle;
import dev.vifte.testkit.server.S3Server;
import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What others do with our objects by links, and we with the objects of others.
abstract class S3DoorsContract {
  private static final Duration VALID = Duration.ofMinutes(5);
  private static final ObjectKey KEY = new ObjectKey("in/job/photo");
  private static final PutOptions ONCE = PutOptions.once(new MediaType("image/jpeg"));

  private S3Settings settings;
  private S3Objects objects;
  private S3Buckets buckets;
  private Store raw;
  private String bucket;

  abstract S3Server server();

  @BeforeEach
  void open() throws IOException {
    settings = Fresh.settings(server());
    objects = Fresh.objects(settings);
    bucket = settings.bucket();
    raw = Store.of(settings, "test", Map.of());
    buckets = S3Buckets.open(settings, Set.of(bucket, "not-there"));
  }

  @AfterEach
  void close() {
    objects.close();
    buckets.close();
    raw.close();
  }

  @Test
  void a_link_gives_the_object_to_anybody() throws Exception {
    put(KEY, "hello");

    var answer = get(objects.get(KEY, VALID));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("hello");
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
  }

  @Test
  void a_link_is_for_one_object_only() throws Exception {
    put(KEY, "hello");
    put(new ObjectKey("in/job/other"), "secret");

    String link = objects.get(KEY, VALID).toString().replace("photo", "other");

    assertThat(get(URI.create(link)).statusCode()).isEqualTo(403);
  }

  @Test
  void anybody_puts_an_object_by_a_link() throws Exception {
    var request =
        HttpRequest.newBuilder(objects.put(KEY, VALID)).PUT(BodyPublishers.ofString("hello"));

    assertThat(send(request).statusCode()).isEqualTo(200);

    assertThat(objects.head(KEY)).get().extracting(ObjectInfo::size).isEqualTo(5L);
  }

  @Test
  void anybody_posts_an_object_by_a_form_that_limits_its_size() throws Exception {
    PresignedForm form = objects.post(KEY, 100, VALID);

    assertThat(post(form, "x".repeat(101))).isEqualTo(400);
    assertThat(objects.head(KEY)).isEmpty();

    assertThat(post(form, "x".repeat(100))).isBetween(200, 204);
    assertThat(objects.head(KEY)).get().extracting(ObjectInfo::size).isEqualTo(100L);
    assertThat(theirs("some/prefix/in/job/photo").ours()).isTrue();
  }

  @Test
  void a_link_of_more_than_seven_days_is_refused() {
    assertThatThrownBy(() -> objects.get(KEY, Duration.ofDays(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("7 days");
  }

  @Test
  void links_name_the_address_that_others_know() throws Exception {
    var open = URI.create("https://files.example.org");
    try (S3Objects behind = S3Objects.open(settings.publicEndpoint(open))) {
      assertThat(behind.get(KEY, VALID).getHost()).isEqualTo("files.example.org");
      assertThat(behind.post(KEY, 1, VALID).url()).isEqualTo(open.resolve("/" + bucket));
    }
  }

  @Test
  void our_objects_carry_our_mark_and_their_sha256() throws Exception {
    StoredObject small = put(KEY, "hello");
    objects.put(new ObjectKey("large"), Trickle.of(9 << 20), ONCE);

    BucketObject seen = theirs("some/prefix/in/job/photo");

    assertThat(seen.ours()).isTrue();
    assertThat(seen.type()).isEqualTo("image/jpeg");
    assertThat(seen.metadata()).containsEntry("sha256", small.sha256());
    assertThat(theirs("some/prefix/large").ours()).isTrue();
    assertThat(theirs("some/prefix/large").type()).isEqualTo("image/jpeg");
  }

  @Test
  void an_object_of_others_is_known_with_all_that_its_writer_said() throws Exception {
    String key = "Übung/my photo+1 (50%).jpg";
    write(key, "hello", Map.of("Author", "me"));

    BucketObject seen = theirs(key);

    assertThat(seen.ours()).isFalse();
    assertThat(seen.entry().size()).isEqualTo(5);
    assertThat(seen.entry().etag()).doesNotContain("\"").isNotEmpty();
    assertThat(seen.metadata()).containsEntry("author", "me");
    try (BucketContent content = buckets.open(bucket, key, seen.entry().etag())) {
      assertThat(new String(content.stream().readAllBytes(), UTF_8)).isEqualTo("hello");
      assertThat(content.object()).isEqualTo(seen);
    }
  }

  @Test
  void what_is_gone_or_changed_is_told_apart() throws Exception {
    write("a", "before", Map.of());
    String etag = theirs("a").entry().etag();
    write("a", "after", Map.of());

    assertThatThrownBy(() -> buckets.open(bucket, "a", etag))
        .isInstanceOf(BucketObjectChangedException.class)
        .hasMessageContaining("no longer");
    assertThatThrownBy(() -> buckets.open(bucket, "b", etag))
        .isInstanceOf(BucketObjectChangedException.class)
        .hasMessageContaining("gone");
    assertThat(buckets.head(bucket, "b")).isEmpty();
    assertThat(buckets.head(bucket, "../b")).isEmpty();
  }

  @Test
  void only_buckets_of_the_list_are_read() {
    assertThatThrownBy(() -> buckets.head("another", "a"))
        .isInstanceOf(BucketNotAllowedException.class);
    assertThatThrownBy(() -> buckets.open("another", "a", ""))
        .isInstanceOf(BucketNotAllowedException.class);
    assertThatThrownBy(() -> buckets.list("another", "", ""))
        .isInstanceOf(BucketNotAllowedException.class)
        .hasMessageContaining("another");
  }

  @Test
  void a_missing_bucket_is_not_an_empty_one() {
    assertThatThrownBy(() -> buckets.head("not-there", "a")).hasMessageContaining("not exist");
    assertThatThrownBy(() -> buckets.list("not-there", "", "")).hasMessageContaining("not exist");
  }

  @Test
  void a_bucket_is_listed_page_by_page_from_wherever_one_was() throws Exception {
    int count = 1_005;
    List<String> keys =
        IntStream.range(0, count).mapToObj("drop/photo %04d+ü.jpg"::formatted).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      keys.forEach(key -> threads.execute(() -> writeUnchecked(key)));
    }
    write("elsewhere", "x", Map.of());

    assertThat(listed("drop/", "")).isEqualTo(keys);
    assertThat(listed("drop/", keys.get(1_001))).isEqualTo(keys.subList(1_002, count));
    assertThat(listed("drop/", "drop/photo 1004")).isEqualTo(keys.subList(1_004, count));
    assertThat(listed("", "drop/zzz")).containsExactly("elsewhere");
  }

  private List<String> listed(String prefix, String after) throws IOException {
    try (var found = buckets.list(bucket, prefix, after)) {
      return found.map(BucketEntry::key).toList();
    }
  }

  private BucketObject theirs(String key) throws IOException {
    return buckets.head(bucket, key).orElseThrow();
  }

  private StoredObject put(ObjectKey key, String text) throws IOException {
    return objects.put(key, new ByteArrayInputStream(text.getBytes(UTF_8)), ONCE);
  }

  /// As another program does.
  private void write(String key, String text, Map<String, String> metadata) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    var args =
        PutObjectArgs.builder()
            .bucket(bucket)
            .object(key)
            .data(bytes, bytes.length)
            .userMetadata(metadata)
            .build();
    raw.calls().call("write", () -> raw.clients().work().putObject(args));
  }

  private void writeUnchecked(String key) {
    try {
      write(key, "x", Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> get(URI link) throws Exception {
    return send(HttpRequest.newBuilder(link).GET());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static int post(PresignedForm form, String text) throws Exception {
    var body = new StringBuilder();
    form.fields()
        .forEach((name, value) ->
            body.append(
                "--x\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(name, value)));
    body.append("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n");
    body.append(text).append("\r\n--x--\r\n");
    var request =
        HttpRequest.newBuilder(form.url())
            .header("Content-Type", "multipart/form-data; boundary=x")
            .POST(BodyPublishers.ofString(body.toString()));
    return send(request).statusCode();
  }
}
