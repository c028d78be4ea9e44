package dev.vifte.isolate;

import dev.vifte.Json;
import dev.vifte.stage.Stages;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;

/// The main class of a child JVM: takes tasks from standard input, works on one at a time and
/// answers on standard output, which nothing else may print to. Ends at once when standard input
/// ends, in the middle of work too, so that no child outlives its parent.
public final class Child {
  private static final int ORPHANED = 0;
  private static final int BROKEN = 70;

  private Child() {}

  public static void main(String[] args) {
    var frames =
        new Frames(
            new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    System.setOut(System.err);
    System.setIn(InputStream.nullInputStream());
    var heard = new SynchronousQueue<byte[]>();
    Thread.ofPlatform().name("stage").start(() -> work(frames, heard));
    listen(frames, heard);
  }

  /// Any trouble here, memory included, leaves a child that no longer hears its parent: it ends.
  private static void listen(Frames frames, BlockingQueue<byte[]> heard) {
    try {
      while (true) {
        heard.put(frames.next());
      }
    } catch (IOException | InterruptedException _) {
      Runtime.getRuntime().halt(ORPHANED);
    } finally {
      Runtime.getRuntime().halt(BROKEN);
    }
  }

  private static void work(Frames frames, BlockingQueue<byte[]> heard) {
    var parent = new Parent(frames, heard);
    var guarded = new Guarded(Stages.discover(Child.class.getClassLoader()));
    try {
      parent.say(new Said.Ready());
      while (true) {
        parent.say(guarded.run(Json.read(heard.take(), Task.class), parent));
      }
    } catch (IOException | InterruptedException _) {
      Runtime.getRuntime().halt(ORPHANED);
    } finally {
      Runtime.getRuntime().halt(BROKEN);
    }
  }
}
