package dev.vifte.faults;

import dev.vifte.cluster.NodeProcess;
import dev.vifte.testkit.server.ServerProcess;
import java.io.IOException;
import java.net.URI;

/// A process that something is done to, ours or a server.
interface Victim {
  void kill() throws InterruptedException;

  void stop() throws InterruptedException;

  void freeze() throws IOException, InterruptedException;

  void thaw() throws IOException, InterruptedException;

  /// Returns when it is up.
  void startAgain() throws IOException, InterruptedException;

  static Victim of(ServerProcess server) {
    return new Victim() {
      @Override
      public void kill() throws InterruptedException {
        server.kill();
      }

      @Override
      public void stop() throws InterruptedException {
        server.stop();
      }

      @Override
      public void freeze() throws IOException, InterruptedException {
        server.freeze();
      }

      @Override
      public void thaw() throws IOException, InterruptedException {
        server.thaw();
      }

      @Override
      public void startAgain() throws IOException, InterruptedException {
        server.startAgain();
      }
    };
  }

  static Victim of(NodeProcess node) {
    return new Victim() {
      @Override
      public void kill() throws InterruptedException {
        node.kill();
      }

      @Override
      public void stop() throws InterruptedException {
        int _ = node.stop();
      }

      @Override
      public void freeze() throws IOException, InterruptedException {
        node.freeze();
      }

      @Override
      public void thaw() throws IOException, InterruptedException {
        node.thaw();
      }

      @Override
      public void startAgain() throws IOException {
        node.startAgain();
        URI _ = node.awaitUp();
      }
    };
  }
}
