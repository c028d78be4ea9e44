package dev.vifte.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class S3ServersIT {
  @Test
  void minio_starts_and_starts_again_where_it_was() throws Exception {
    try (S3Server minio = Minio.start()) {
      startsAgain(minio);
    }
  }

  @Test
  void versitygw_starts_and_starts_again_where_it_was() throws Exception {
    try (S3Server versity = VersityGw.start()) {
      startsAgain(versity);
    }
  }

  private static void startsAgain(S3Server server) throws Exception {
    Ready accepts = Ready.accepts(server.endpoint().getPort());
    assertThat(accepts.answers()).isTrue();

    server.process().stop();
    assertThat(accepts.answers()).isFalse();

    server.process().startAgain();
    assertThat(accepts.answers()).isTrue();
  }
}
