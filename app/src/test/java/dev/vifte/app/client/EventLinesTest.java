package dev.vifte.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class EventLinesTest {
  @Test
  void events_are_read_and_comments_and_other_fields_are_not() {
    var lines = new EventLines();

    List<JobUpdate> updates =
        Stream.of(
                "retry: 1000",
                "",
                ": still here",
                "",
                "id: 7",
                "event: task.finished",
                "data: {\"stage\":\"text\"}",
                "",
                "id: 8",
                "event: job.ended",
                "data: {}",
                "")
            .map(lines::take)
            .flatMap(Optional::stream)
            .toList();

    assertThat(updates).extracting(JobUpdate::id).containsExactly("7", "8");
    assertThat(updates.getFirst().data().path("stage").asText()).isEqualTo("text");
    assertThat(updates).extracting(JobUpdate::last).containsExactly(false, true);
  }
}
