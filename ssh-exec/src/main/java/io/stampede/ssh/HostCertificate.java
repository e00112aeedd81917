package io.stampede.ssh;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.signature.Signature;

/// Judges host certificates (OpenSSH's PROTOCOL.certkeys). MINA does so as well, but not in every
/// key exchange, and against the address of its TCP connection, which for a host behind a jump is
/// this machine's.
final class HostCertificate {
  private static final int TOLD_PRINCIPALS = 5;

  private HostCertificate() {}

  /// Why a certificate does not vouch for the host at an address; empty when it does.
  static Optional<String> objection(
      OpenSshCertificate certificate, HostKeyPolicy.Signed policy, Address address, Instant now) {
    var authority = certificate.getCaPubKey();
    var signer = Fingerprints.of(authority);
    if (certificate.getType() != OpenSshCertificate.Type.HOST) {
      return Optional.of("its certificate is a user's and not a host's");
    }
    if (policy.authorities().stream().noneMatch(a -> KeyUtils.compareKeys(a.key(), authority))) {
      return Optional.of("its certificate is of another authority, " + signer);
    }
    if (policy.revoked().contains(signer)) {
      return Optional.of("its authority %s is revoked".formatted(signer));
    }
    if (!signed(certificate)) return Optional.of("the signature of its certificate is wrong");
    if (!OpenSshCertificate.isValidAt(certificate, now)) {
      return Optional.of("its certificate is valid %s only".formatted(validity(certificate)));
    }
    if (!names(certificate, address)) {
      return Optional.of(
          "its certificate is for %s and not for %s".formatted(principals(certificate), address));
    }
    if (!certificate.getCriticalOptionsMap().isEmpty()) {
      return Optional.of("its certificate has options that are not known here");
    }
    return Optional.empty();
  }

  private static boolean signed(OpenSshCertificate certificate) {
    var authority = certificate.getCaPubKey();
    var name = certificate.getSignatureAlgorithm();
    var verifier = NamedFactory.create(HostKeyTypes.plain(), name);
    if (verifier == null || !HostKeyTypes.keyType(name).equals(KeyUtils.getKeyType(authority))) {
      return false;
    }
    try {
      return verified(verifier, certificate);
    } catch (Exception e) {
      return false; // a malformed signature is a wrong one
    }
  }

  private static boolean verified(Signature verifier, OpenSshCertificate certificate)
      throws Exception {
    var message = certificate.getMessage();
    verifier.initVerifier(null, certificate.getCaPubKey());
    verifier.update(null, message, 0, message.length);
    return verifier.verify(null, certificate.getSignature());
  }

  /// As OpenSSH matches: `*` and `?` stand for characters, upper and lower case are one. A
  /// certificate that names nobody is for nobody (OpenSSH from 10.3 on says so, too).
  private static boolean names(OpenSshCertificate certificate, Address address) {
    var host = address.value().toLowerCase(Locale.ROOT);
    return certificate.getPrincipals().stream()
        .anyMatch(principal -> matches(principal.toLowerCase(Locale.ROOT), host));
  }

  /// Goes back to the last star only, so that no pattern takes long.
  static boolean matches(String pattern, String text) {
    int p = 0;
    int star = -1;
    int resumeAt = 0;
    for (int t = 0; t < text.length(); ) {
      char c = p < pattern.length() ? pattern.charAt(p) : 0;
      if (c == '*') {
        star = p++;
        resumeAt = t;
      } else if (c == '?' || c == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resumeAt;
      } else {
        return false;
      }
    }
    return pattern.substring(p).chars().allMatch(c -> c == '*');
  }

  private static String principals(OpenSshCertificate certificate) {
    var all = certificate.getPrincipals();
    if (all.isEmpty()) return "nobody";
    var some = all.stream().limit(TOLD_PRINCIPALS).map(HostCertificate::plain);
    return some.collect(Collectors.joining(", "))
        + (all.size() > TOLD_PRINCIPALS ? " and others" : "");
  }

  /// Principals are the host's word.
  private static String plain(String principal) {
    var text = principal.replaceAll("[^A-Za-z0-9.:*?_-]", "�");
    return text.length() <= 64 ? text : text.substring(0, 64) + "…";
  }

  static String validity(OpenSshCertificate certificate) {
    return "from %s until %s"
        .formatted(when(certificate.getValidAfter()), when(certificate.getValidBefore()));
  }

  /// Seconds since 1970 without a sign: the largest are OpenSSH's "for ever".
  private static String when(long seconds) {
    return seconds < 0 || seconds > Instant.MAX.getEpochSecond()
        ? "for ever"
        : Instant.ofEpochSecond(seconds).toString();
  }
}
