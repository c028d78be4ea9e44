package dev.vifte.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between us and a server and cuts connections in the middle of an answer.
final class CuttingProxy implements AutoCloseable {
  private static final int BUFFER = 4096;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ServerSocket listening;
  private final URI server;
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile boolean forEver;

  CuttingProxy(URI server) throws IOException {
    this.server = server;
    this.listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    var _ = threads.submit(this::accept);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /// Cuts a connection when that many more bytes have come from the server.
  ///
  /// @param andStay whether all later connections are cut at once
  void cutAfter(long bytes, boolean andStay) {
    forEver = andStay;
    left.set(bytes);
  }

  int cuts() {
    return cuts.get();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }

  private Void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      Socket behind = new Socket(server.getHost(), server.getPort());
      var _ = threads.submit(() -> forward(client, behind, false));
      var _ = threads.submit(() -> forward(behind, client, true));
    }
  }

  private Void forward(Socket from, Socket to, boolean answers) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (answers && isCut(read)) {
          return null;
        }
        out.write(buffer, 0, read);
      }
      return null;
    }
  }

  private boolean isCut(int bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return false;
    }
    cuts.incrementAndGet();
    if (!forEver) {
      left.set(Long.MAX_VALUE);
    }
    return true;
  }
}
