package dev.vifte.isolate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vifte.job.ItemName;
import dev.vifte.object.MediaType;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import dev.vifte.stage.Reason;
import dev.vifte.stage.StageInput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/// What a stage can do to its JVM.
enum Act {
  /// Copies its input in upper case, once from memory and once from a file, and tells its pid.
  SHOUT {
    @Override
    Outcome on(StageInput in) throws Exception {
      byte[] loud = new String(in.open().readAllBytes(), UTF_8).toUpperCase(ROOT).getBytes(UTF_8);
      Path file = Files.write(in.scratch().resolve("loud"), loud);
      var data = JsonNodeFactory.instance.objectNode().put("pid", ProcessHandle.current().pid());
      return Outcome.done(
          data,
          List.of(
              Output.bytes("a.txt", TEXT, loud).with("n", 3), Output.file("b.txt", TEXT, file)));
    }
  },
  /// Tells all it can see of its task.
  TELL {
    @Override
    Outcome on(StageInput in) throws Exception {
      var stored = in.after().values().iterator().next().outputs().getFirst();
      var data =
          JsonNodeFactory.instance
              .objectNode()
              .put("item", in.item().orElseThrow().value())
              .put("attempt", in.attempt())
              .put("trace", in.traceparent())
              .put("env", in.env().get("COLOUR"))
              .put("secret", in.secret("key"))
              .put("before", new String(in.open(stored).readAllBytes(), UTF_8))
              .put("left", in.deadline().left().toSeconds());
      return Outcome.done(data, List.of());
    }
  },
  FAN_OUT {
    @Override
    Outcome on(StageInput in) {
      return Outcome.fanOut(
          JsonNodeFactory.instance.objectNode(), List.of(new ItemName("1-8"), new ItemName("9")));
    }
  },
  REJECT {
    @Override
    Outcome on(StageInput in) {
      return Outcome.reject(Reason.ENCRYPTED, "locked");
    }
  },
  RETRY {
    @Override
    Outcome on(StageInput in) {
      return Outcome.retryAfter(Duration.ofSeconds(7), "busy");
    }
  },
  ASK_WRONGLY {
    @Override
    Outcome on(StageInput in) throws Exception {
      return Outcome.retry(in.secret("none"));
    }
  },
  THROW {
    @Override
    Outcome on(StageInput in) {
      throw new IllegalStateException("surprise");
    }
  },
  WAIT {
    @Override
    Outcome on(StageInput in) throws Exception {
      tellPid(in);
      new CountDownLatch(1).await();
      return Outcome.done();
    }
  },
  /// Ignores interrupts.
  SPIN {
    @Override
    Outcome on(StageInput in) throws Exception {
      tellPid(in);
      long n = 0;
      while (!in.env().containsKey("never")) {
        n++;
      }
      return Outcome.retry("after " + n);
    }
  },
  EAT {
    @Override
    Outcome on(StageInput in) {
      var all = new ArrayList<byte[]>();
      while (!in.env().containsKey("never")) {
        all.add(new byte[1 << 20]);
      }
      return Outcome.retry("ate " + all.size());
    }
  },
  /// Takes memory outside of the heap, as a native library does; never touches it.
  EAT_NATIVELY {
    @Override
    @SuppressWarnings("restricted") // calling native code is the purpose
    Outcome on(StageInput in) {
      var linker = Linker.nativeLinker();
      var malloc =
          linker.downcallHandle(
              linker.defaultLookup().find("malloc").orElseThrow(),
              FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
      int mebibytes = 0;
      try {
        while (mebibytes < 8192
            && !((MemorySegment) malloc.invokeExact(64L << 20)).equals(MemorySegment.NULL)) {
          mebibytes += 64;
        }
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
      return Outcome.done(
          JsonNodeFactory.instance.objectNode().put("mebibytes", mebibytes), List.of());
    }
  },
  NEST {
    @Override
    Outcome on(StageInput in) throws Exception {
      return in.env().containsKey("never") ? Outcome.done() : on(in);
    }
  },
  CRASH {
    @Override
    Outcome on(StageInput in) throws Exception {
      return signal("SEGV");
    }
  },
  BE_KILLED {
    @Override
    Outcome on(StageInput in) throws Exception {
      return signal("KILL");
    }
  },
  EXIT {
    @Override
    Outcome on(StageInput in) {
      System.exit(3);
      return Outcome.done();
    }
  },
  PRINT {
    @Override
    Outcome on(StageInput in) {
      for (int i = 0; i < 100_000; i++) {
        System.out.println("a line on standard output, which is not where frames go");
      }
      return Outcome.done();
    }
  },
  PRINT_NATIVELY {
    @Override
    @SuppressWarnings("resource")
    Outcome on(StageInput in) throws Exception {
      new FileOutputStream(FileDescriptor.out).write("printf from C\n".getBytes(UTF_8));
      return Outcome.done();
    }
  },
  TALK_TOO_MUCH {
    @Override
    Outcome on(StageInput in) {
      var data = JsonNodeFactory.instance.objectNode().put("all", "x".repeat(Frames.MOST));
      return Outcome.done(data, List.of());
    }
  },
  POINT_ELSEWHERE {
    @Override
    Outcome on(StageInput in) throws Exception {
      return Outcome.done(Output.file("stolen.txt", TEXT, in.path()));
    }
  };

  private static final Charset UTF_8 = StandardCharsets.UTF_8;
  private static final Locale ROOT = java.util.Locale.ROOT;
  private static final MediaType TEXT = new MediaType("text/plain");

  abstract Outcome on(StageInput in) throws Exception;

  /// By asking for a secret of that name, since a question reaches the parent while the work goes
  /// on.
  private static void tellPid(StageInput in) throws IOException {
    in.secret("pid " + ProcessHandle.current().pid());
  }

  private static Outcome signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(ProcessHandle.current().pid())).start();
    new CountDownLatch(1).await();
    return Outcome.done();
  }
}
