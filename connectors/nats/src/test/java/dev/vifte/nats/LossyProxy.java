package dev.vifte.nats;

import dev.vifte.testkit.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between a client and its server and swallows what it is told to.
final class LossyProxy implements AutoCloseable {
  private final ServerSocket door;
  private final int server;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean swallowsRequests;
  private volatile boolean swallowsAnswers;
  private final AtomicLong swallowed = new AtomicLong();

  private LossyProxy(ServerSocket door, int server) {
    this.door = door;
    this.server = server;
  }

  static LossyProxy before(URI server) throws IOException {
    var proxy =
        new LossyProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server.getPort());
    Thread.ofVirtual().start(proxy::accept);
    return proxy;
  }

  String url() {
    return "nats://127.0.0.1:" + door.getLocalPort();
  }

  /// From now on nothing from the client reaches the server.
  void swallowRequests() {
    swallowsRequests = true;
  }

  /// From now on nothing from the server reaches the client.
  void swallowAnswers() {
    swallowsAnswers = true;
  }

  /// Waits until more than a sign of life was swallowed.
  void awaitSwallowed() throws Exception {
    Probe.eventually("a message is swallowed", () -> swallowed.get() > 100);
  }

  /// Breaks all connections; those that follow are whole.
  void heal() throws IOException {
    for (Socket each : sockets) {
      each.close();
    }
    sockets.clear();
    swallowsRequests = false;
    swallowsAnswers = false;
  }

  @Override
  public void close() throws IOException {
    door.close();
    heal();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        sockets.add(client);
        connect(client);
      } catch (IOException e) {
        // closed, or the server is away: the client tries again
      }
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      var socket = new Socket(InetAddress.getLoopbackAddress(), server);
      sockets.add(socket);
      Thread.ofVirtual().start(() -> pump(client, socket, true));
      Thread.ofVirtual().start(() -> pump(socket, client, false));
    } catch (IOException e) {
      client.close();
      throw e;
    }
  }

  private void pump(Socket from, Socket to, boolean requests) {
    byte[] buffer = new byte[16 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read = in.read(buffer);
      while (read >= 0) {
        if (!(requests ? swallowsRequests : swallowsAnswers)) {
          out.write(buffer, 0, read);
          out.flush();
        } else {
          swallowed.addAndGet(read);
        }
        read = in.read(buffer);
      }
    } catch (IOException e) {
      // one side is gone; both are closed
    }
  }
}
