package dev.vifte.nats;

import io.nats.client.impl.Headers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.OptionalLong;

/// One write by compare-and-set, until it is known what became of it. The message says which write
/// it is and what it stood on; so when an answer was lost, the stream itself tells who won. It is
/// repeated only while nothing stands on what it stood on, which cannot write twice.
final class KvWrite {
  private static final String EXPECTED = "Nats-Expected-Last-Subject-Sequence";
  private static final String WRITE = "Vifte-Write";

  private final Kv kv;
  private final String key;
  private final byte[] value;
  private final long expected;
  private final String id;
  private boolean unanswered;

  KvWrite(Kv kv, String key, byte[] value, long expected, String id) {
    this.kv = kv;
    this.key = key;
    this.value = value;
    this.expected = expected;
    this.id = id;
  }

  /// What one try came to.
  private sealed interface Outcome {
    record Won(long sequence) implements Outcome {}

    record Lost() implements Outcome {}

    record Open(IOException why) implements Outcome {}
  }

  /// The sequence of the write, or empty when another came first.
  OptionalLong untilKnown() throws IOException {
    Patience patience = kv.patience();
    Outcome outcome = attempt();
    while (outcome instanceof Outcome.Open(IOException why)) {
      outcome = look(why);
      if (outcome instanceof Outcome.Open) {
        patience.after(why);
        outcome = attempt();
      }
    }
    return outcome instanceof Outcome.Won(long sequence)
        ? OptionalLong.of(sequence)
        : OptionalLong.empty();
  }

  private Outcome attempt() throws IOException {
    var headers = new Headers().put(EXPECTED, Long.toString(expected)).put(WRITE, id);
    var sent = kv.api().publish(kv.subject(key), headers, value);
    try {
      return new Outcome.Won(Api.await(sent).sequence());
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      unanswered = unanswered || e instanceof NoAnswerException;
      return new Outcome.Open(e);
    }
  }

  /// A refusal alone is not believed: a cluster refuses at times what nothing stands against.
  private Outcome look(IOException why) throws IOException {
    Optional<Kv.Found> now = kv.read(key);
    long standing = now.map(Kv.Found::sequence).orElse(0L);
    if (standing == expected) {
      return new Outcome.Open(why);
    }
    if (now.filter(found -> found.header(WRITE).equals(id)).isPresent()) {
      return new Outcome.Won(standing);
    }
    String stoodOn = now.map(found -> found.header(EXPECTED)).orElse("");
    if (!unanswered || stoodOn.equals(Long.toString(expected))) {
      return new Outcome.Lost();
    }
    throw new NoAnswerException(
        ("whether the write of %s was the first cannot be told: its answer was lost and others have"
                + " written since; read it again")
            .formatted(key));
  }
}
