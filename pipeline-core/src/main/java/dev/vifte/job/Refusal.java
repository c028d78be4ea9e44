package dev.vifte.job;

import dev.vifte.stage.Reason;

/// Why a task ended badly: a word for programs and a sentence the uploader may read.
public record Refusal(Reason reason, String why) {
  Refusal in(Wording words) {
    return new Refusal(reason, words.text(why));
  }
}
