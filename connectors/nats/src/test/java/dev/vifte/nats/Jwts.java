package dev.vifte.nats;

import io.nats.client.NKey;
import io.nats.client.support.JsonSerializable;
import io.nats.client.support.JwtUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;

/// An operator with one account and one user of it, as `nsc` would make them.
///
/// @param configuration what the server needs
/// @param credentials the user's file
record Jwts(String configuration, Path credentials) {
  private static final Duration LONG = Duration.ofDays(1);
  private static final String JETSTREAM =
      ", \"mem_storage\": -1, \"disk_storage\": -1, \"streams\": -1, \"consumer\": -1";
  private static final String ACCOUNT =
      """
      {"type": "account", "version": 2, "limits": {"subs": -1, "data": -1, "payload": -1,
       "imports": -1, "exports": -1, "wildcards": true, "conn": -1, "leaf": -1 %s}}
      """;

  static Jwts in(Path folder) throws IOException, GeneralSecurityException {
    var random = new SecureRandom();
    NKey operator = NKey.createOperator(random);
    NKey account = NKey.createAccount(random);
    NKey user = NKey.createUser(random);
    String accountKey = text(account.getPublicKey());
    String operatorJwt =
        jwt(operator, text(operator.getPublicKey()), "{\"type\": \"operator\", \"version\": 2}");
    String systemKey = text(NKey.createAccount(random).getPublicKey());
    String userJwt =
        JwtUtils.issueUserJWT(account, accountKey, text(user.getPublicKey()), "it", LONG);
    Path credentials = folder.resolve("user.creds");
    Files.writeString(
        credentials, JwtUtils.NATS_USER_JWT_FORMAT.formatted(userJwt, text(user.getSeed())));
    String configuration =
        """
        operator: %s
        system_account: %s
        resolver: MEMORY
        resolver_preload: { %s: %s, %s: %s }
        """
            .formatted(
                operatorJwt,
                systemKey,
                systemKey,
                jwt(operator, systemKey, ACCOUNT.formatted("")),
                accountKey,
                jwt(operator, accountKey, ACCOUNT.formatted(JETSTREAM)));
    return new Jwts(configuration, credentials);
  }

  private static String jwt(NKey signer, String subject, String claims)
      throws IOException, GeneralSecurityException {
    JsonSerializable json = () -> claims;
    return JwtUtils.issueJWT(
        signer,
        subject,
        "it",
        LONG,
        JwtUtils.currentTimeSeconds(),
        text(signer.getPublicKey()),
        json);
  }

  private static String text(char[] chars) {
    return new String(chars);
  }
}
