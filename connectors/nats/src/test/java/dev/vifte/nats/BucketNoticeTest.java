package dev.vifte.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.ingest.Arrival;
import dev.vifte.ingest.IngestSettings;
import dev.vifte.ingest.Watch;
import dev.vifte.pipeline.PipelineName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BucketNoticeTest {
  private static final PipelineName MEDIA = new PipelineName("media");
  private static final IngestSettings WATCHING =
      IngestSettings.DEFAULTS.watching(List.of(new Watch("inbox", "drop/", MEDIA)));

  @Test
  void a_new_object_in_a_watched_place_is_an_arrival_with_its_key_decoded() {
    List<Arrival> arrivals = read(record("s3:ObjectCreated:Put", "drop%2Fa+b%2B.jpg"));

    assertThat(arrivals)
        .singleElement()
        .satisfies(arrival -> {
          assertThat(arrival.pipeline()).isEqualTo(MEDIA);
          assertThat(arrival.content())
              .isEqualTo(new Arrival.Seen("inbox", "drop/a b+.jpg", "abc"));
        });
  }

  @Test
  void what_is_not_watched_or_not_new_is_no_arrival() {
    assertThat(read(record("s3:ObjectCreated:Put", "elsewhere%2Fa.jpg"))).isEmpty();
    assertThat(read(record("s3:ObjectRemoved:Delete", "drop%2Fa.jpg"))).isEmpty();
    assertThat(read(record("s3:ObjectAccessed:Get", "drop%2Fa.jpg"))).isEmpty();
  }

  @Test
  void a_notice_of_several_objects_gives_as_many_arrivals() {
    String one = record("s3:ObjectCreated:Put", "drop%2F1.jpg");
    String two = record("ObjectCreated:CompleteMultipartUpload", "drop%2F2.jpg");

    assertThat(read(one + "," + two)).hasSize(2);
  }

  @Test
  void a_notice_that_makes_no_sense_says_why() {
    var published = new Published("vifte.bucket", Map.of(), "{\"Event\": \"what\"}");

    assertThat(BucketNotice.read(published, WATCHING))
        .singleElement()
        .extracting(Arrival::content)
        .isInstanceOfSatisfying(
            Arrival.Unreadable.class,
            it -> assertThat(it.why().why()).contains("there are no 'Records'"));
  }

  private static List<Arrival> read(String records) {
    String body = "{\"EventName\": \"x\", \"Records\": [%s]}".formatted(records);
    return BucketNotice.read(new Published("vifte.bucket", Map.of(), body), WATCHING);
  }

  private static String record(String event, String key) {
    return """
    {"eventName": "%s", "s3": {"bucket": {"name": "inbox"},
     "object": {"key": "%s", "eTag": "abc", "size": 3, "sequencer": "17"}}}
    """
        .formatted(event, key);
  }
}
