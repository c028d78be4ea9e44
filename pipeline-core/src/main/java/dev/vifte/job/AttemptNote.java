package dev.vifte.job;

import java.time.Instant;
import java.util.List;

/// One line of a task's history.
///
/// @param what one word: `retry`, `rejected`, `dead`, `lost`, `dependency-down`, `replay`
/// @param why a sentence for people
public record AttemptNote(int epoch, Instant at, NodeId node, String what, String why) {
  static List<AttemptNote> in(Wording words, List<AttemptNote> log) {
    return log.stream()
        .map(note ->
            new AttemptNote(note.epoch, note.at, note.node, note.what, words.text(note.why)))
        .toList();
  }
}
