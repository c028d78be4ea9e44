package dev.vifte.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Whether a server answers by now.
@FunctionalInterface
interface Ready {
  boolean answers();

  /// It accepts connections.
  static Ready accepts(int port) {
    return () -> {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return socket.isConnected();
      } catch (IOException e) {
        return false;
      }
    };
  }

  /// It answers 200 to a GET.
  static Ready http(URI uri) {
    return () -> {
      try {
        return answersOk((HttpURLConnection) uri.toURL().openConnection());
      } catch (IOException e) {
        return false;
      }
    };
  }

  /// It answers 200 to a GET over TLS, with that certificate.
  static Ready https(URI uri, Path certificate) {
    SSLSocketFactory trusting = trusting(certificate);
    return () -> {
      try {
        var get = (HttpsURLConnection) uri.toURL().openConnection();
        get.setSSLSocketFactory(trusting);
        return answersOk(get);
      } catch (IOException e) {
        return false;
      }
    };
  }

  private static boolean answersOk(HttpURLConnection get) throws IOException {
    get.setConnectTimeout(1_000);
    get.setReadTimeout(2_000);
    return get.getResponseCode() == HttpURLConnection.HTTP_OK;
  }

  private static SSLSocketFactory trusting(Path certificate) {
    try (InputStream in = Files.newInputStream(certificate)) {
      KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
      known.load(null, null);
      known.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(known);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return tls.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("cannot trust " + certificate, e);
    }
  }
}
