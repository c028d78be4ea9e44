package dev.vifte.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// An upload that has sent more than its head and never ends by itself.
final class HalfSent implements AutoCloseable {
  private final Socket socket;

  private HalfSent(Socket socket) {
    this.socket = socket;
  }

  /// Returns when the gateway has taken the upload in hand: it answers `100 Continue` then.
  static HalfSent to(Served served, String pipeline, String... headers) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), served.gateway.address().getPort());
    var request = new StringBuilder("POST /v1/pipelines/" + pipeline + "/jobs HTTP/1.1\r\n");
    request.append("Host: localhost\r\nContent-Length: 900000\r\nExpect: 100-continue\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      request.append(headers[i] + ": " + headers[i + 1] + "\r\n");
    }
    socket.setSoTimeout((int) Served.PATIENCE.toMillis());
    socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
    byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 100".length());
    if (!new String(answer, StandardCharsets.US_ASCII).endsWith("100")) {
      throw new IOException("not taken: " + new String(answer, StandardCharsets.US_ASCII));
    }
    socket.getOutputStream().write("x".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return new HalfSent(socket);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
