package dev.vifte.workers.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  private static final Guard STRICT = new Guard(Allowed.NOTHING, Dns.SYSTEM);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "192.0.0.8",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2001::1",
        "2002:7f00:1::",
        "2001:db8::1"
      })
  void an_address_that_is_not_public_is_refused(String address) {
    assertThat(Addresses.isPublic(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "193.0.0.1", "2a00:1450:4001::1"})
  void a_public_address_is_not_refused(String address) {
    assertThat(Addresses.isPublic(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:7f00:1]/",
        "http://127.1/",
        "http://2130706433/",
        "http://0/"
      })
  void an_address_in_the_url_is_checked_in_whatever_form(String url) {
    assertThatThrownBy(() -> STRICT.check(HttpUrl.get(url)))
        .isInstanceOf(UnknownHostException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/"})
  void hexadecimal_and_octal_forms_lead_nowhere_inside(String url) {
    assertThatThrownBy(
            () -> {
              String host = HttpUrl.get(url).host();
              assertThat(STRICT.lookup(host)).allMatch(Addresses::isPublic);
              throw new UnknownHostException("it was read as a public address");
            })
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void a_name_with_one_address_inside_is_refused() {
    var guard =
        new Guard(
            Allowed.NOTHING,
            _ -> List.of(InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("10.0.0.1")));

    assertThatThrownBy(() -> guard.lookup("mixed.example"))
        .isInstanceOf(ForbiddenAddressException.class)
        .hasMessageContaining("mixed.example")
        .hasMessageContaining("VIFTE_CALL_ALLOW");
  }

  @Test
  void a_name_that_changes_its_mind_is_asked_once() throws UnknownHostException {
    var questions = new AtomicInteger();
    var guard =
        new Guard(
            Allowed.NOTHING,
            _ ->
                List.of(
                    InetAddress.ofLiteral(
                        questions.getAndIncrement() == 0 ? "8.8.8.8" : "127.0.0.1")));

    guard.check(HttpUrl.get("http://rebind.example/"));

    assertThat(guard.lookup("rebind.example")).containsExactly(InetAddress.ofLiteral("8.8.8.8"));
  }

  @Test
  void the_operator_may_allow_names_addresses_and_ranges() throws UnknownHostException {
    Dns inside = _ -> List.of(InetAddress.ofLiteral("10.1.2.3"));

    for (String list : List.of("f.internal", "*.internal", "10.1.2.3", "x, 10.1.0.0/16")) {
      assertThat(new Guard(Allowed.parse(list), inside).lookup("f.internal")).hasSize(1);
    }
    for (String list : List.of("g.internal", "*.intern", "10.1.2.4", "10.2.0.0/16", "")) {
      assertThatThrownBy(() -> new Guard(Allowed.parse(list), inside).lookup("f.internal"))
          .isInstanceOf(ForbiddenAddressException.class);
    }
  }

  @Test
  void a_range_that_cannot_be_understood_is_named() {
    assertThatThrownBy(() -> Allowed.parse("10.0.0.0/99"))
        .hasMessageContaining("'10.0.0.0/99' is no range of addresses");
  }
}
