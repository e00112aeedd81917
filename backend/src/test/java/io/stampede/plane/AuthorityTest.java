package io.stampede.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("S15")
class AuthorityTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  @TempDir private Path folder;

  private Authority at(Instant now) {
    return new Authority(folder, "inst", () -> now);
  }

  private static KeyPair pair(String algorithm) throws Exception {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
  }

  private static String request(KeyPair asked, KeyPair signing, String algorithm) throws Exception {
    var request =
        new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=evil"), asked.getPublic())
            .build(new JcaContentSignerBuilder(algorithm).build(signing.getPrivate()));
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(request);
    }
    return text.toString();
  }

  private static X509Certificate parse(String pem) throws Exception {
    var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
  }

  @Test
  void a_certificate_names_the_host_and_not_what_the_request_says() throws Exception {
    var authority = at(NOW);
    var pair = pair("Ed25519");
    var signed = parse(authority.sign(request(pair, pair, "Ed25519"), "ho-1").orElseThrow());
    signed.verify(parse(authority.certificate()).getPublicKey());
    assertThat(signed.getSubjectX500Principal().getName()).isEqualTo("CN=ho-1");
    assertThat(signed.getSubjectAlternativeNames().toString()).contains("ho-1");
    assertThat(signed.getPublicKey()).isEqualTo(pair.getPublic());
    assertThat(signed.getBasicConstraints()).isEqualTo(-1);
    assertThat(authority.fault(signed, "ho-1")).isEmpty();
    assertThat(authority.fault(signed, "ho-2")).contains("its certificate is for another host");
  }

  @Test
  void a_certificate_is_made_anew_long_before_it_ends() throws Exception {
    var pair = pair("Ed25519");
    var signed = parse(at(NOW).sign(request(pair, pair, "Ed25519"), "ho-1").orElseThrow());
    assertThat(at(NOW.plus(Duration.ofDays(700))).fault(signed, "ho-1")).isEmpty();
    assertThat(at(NOW.plus(Duration.ofDays(740))).fault(signed, "ho-1"))
        .hasValueSatisfying(why -> assertThat(why).startsWith("its certificate ends on 2032-12"));
  }

  @Test
  void a_request_signed_by_another_key_or_for_another_kind_of_key_gets_nothing() throws Exception {
    var pair = pair("Ed25519");
    var other = pair("Ed25519");
    var rsa = pair("RSA");
    assertThat(at(NOW).sign(request(pair, other, "Ed25519"), "ho-1")).isEmpty();
    assertThat(at(NOW).sign(request(rsa, rsa, "SHA256withRSA"), "ho-1")).isEmpty();
    assertThat(at(NOW).sign("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n", "ho-1")).isEmpty();
    assertThat(at(NOW).sign("", "ho-1")).isEmpty();
  }

  @Test
  void it_is_made_once_and_only_its_owner_may_read_its_key() throws IOException {
    var first = at(NOW).certificate();
    assertThat(at(NOW.plusSeconds(5)).certificate()).isEqualTo(first);
    var mode = Files.getPosixFilePermissions(folder.resolve("authority.key"));
    assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
  }

  @Test
  void another_installation_is_not_trusted(@TempDir Path elsewhere) throws Exception {
    var pair = pair("Ed25519");
    var stranger = new Authority(elsewhere, "other", () -> NOW);
    var signed = parse(stranger.sign(request(pair, pair, "Ed25519"), "ho-1").orElseThrow());
    assertThat(at(NOW).fault(signed, "ho-1"))
        .contains("its certificate is not of this installation");
  }
}
