package io.stampede.web.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secret that opens this server. A session is a date signed with it, so that sessions outlive
/// a restart and end with the token.
public final class Token {
  static final Duration SESSION = Duration.ofDays(30);
  private static final int BYTES = 32;

  private final byte[] value;

  public Token(String value) {
    if (value.length() < 20) throw new IllegalArgumentException("the token is too short");
    this.value = value.getBytes(StandardCharsets.UTF_8);
  }

  /// The token in that file; made, readable by its owner only, where there is none.
  public static Token at(Path file) {
    try {
      if (!Files.exists(file)) make(file);
      return new Token(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("the token's file " + file + " cannot be used", e);
    }
  }

  private static void make(Path file) throws IOException {
    var random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    var text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Files.createDirectories(file.toAbsolutePath().getParent());
    var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Set<StandardOpenOption> fresh =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, fresh, mine)) {
      channel.write(StandardCharsets.UTF_8.encode(text + "\n"));
    } catch (FileAlreadyExistsException _) {
      // another process was faster: its token holds
    }
  }

  /// Whether this is the token; takes the same time for any wrong one.
  public boolean is(String presented) {
    return MessageDigest.isEqual(value, presented.getBytes(StandardCharsets.UTF_8));
  }

  /// What a browser keeps in place of the token.
  public String session(Instant now) {
    var until = Long.toString(now.plus(SESSION).getEpochSecond());
    return until + "." + sign(until);
  }

  public boolean isSession(String presented, Instant now) {
    int dot = presented.indexOf('.');
    if (dot < 1 || dot > 12) return false;
    var until = presented.substring(0, dot);
    var signature = sign(until).getBytes(StandardCharsets.UTF_8);
    var given = presented.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(signature, given)) return false;
    return now.getEpochSecond() < Long.parseLong(until);
  }

  private String sign(String until) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(value, "HmacSHA256"));
      var signed = mac.doFinal(("session until " + until).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
