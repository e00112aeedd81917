package io.stampede.plane;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/// Vouches for this installation's hosts among themselves: its key is in the data folder and never
/// leaves it, the hosts' own keys never leave the hosts. Made at its first use.
///
/// Certificates last long, since hosts must find each other for as long as the console is off; they
/// are made anew when a third of their time is left, and at once when one is for another key.
public final class Authority {
  private static final Duration OWN_TIME = Duration.ofDays(20 * 365);
  private static final Duration HOST_TIME = Duration.ofDays(3 * 365);
  private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
  private static final String ALGORITHM = "Ed25519";

  /// RFC 8410, section 3.
  private static final String ED25519 = "1.3.101.112";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;
  private final String installation;
  private final InstantSource clock;
  private @Nullable Own own;

  private record Own(PrivateKey key, X509CertificateHolder certificate, String pem) {}

  /// @param folder where its key and its certificate are kept
  /// @param installation the id that its certificate names
  public Authority(Path folder, String installation, InstantSource clock) {
    this.folder = folder;
    this.installation = installation;
    this.clock = clock;
  }

  /// Its own certificate, as PEM.
  public String certificate() {
    return own().pem();
  }

  /// @param request PKCS #10 as PEM, made with the key that it asks for
  /// @param host the id that the certificate will name, whatever the request says
  /// @return empty when it is no request, not signed by its own key, or for another kind of key
  public Optional<String> sign(String request, String host) {
    try {
      var asked = parse(request);
      if (asked.isEmpty()) return Optional.empty();
      var key = asked.get().getSubjectPublicKeyInfo();
      if (!key.getAlgorithm().getAlgorithm().getId().equals(ED25519)) {
        return Optional.empty();
      }
      var verifier = new JcaContentVerifierProviderBuilder().build(key);
      if (!asked.get().isSignatureValid(verifier)) return Optional.empty();
      return Optional.of(pem(signed(key, host)));
    } catch (PKCSException | OperatorCreationException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<PKCS10CertificationRequest> parse(String request) {
    try (var parser = new PEMParser(new StringReader(request))) {
      return parser.readObject() instanceof PKCS10CertificationRequest asked
          ? Optional.of(asked)
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private X509CertificateHolder signed(SubjectPublicKeyInfo key, String host)
      throws CertIOException, OperatorCreationException {
    var names = new GeneralNames(new GeneralName(GeneralName.dNSName, host));
    return builder(own().certificate().getSubject(), new X500Name("CN=" + host), HOST_TIME, key)
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .addExtension(Extension.subjectAlternativeName, false, names)
        .build(new JcaContentSignerBuilder(ALGORITHM).build(own().key()));
  }

  private X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, Duration time, SubjectPublicKeyInfo key) {
    var now = clock.instant();
    return new X509v3CertificateBuilder(
        issuer,
        new BigInteger(120, RANDOM).setBit(119),
        Date.from(now.minus(CLOCKS_DIFFER)),
        Date.from(now.plus(time)),
        subject,
        key);
  }

  /// Why a host needs another certificate; empty when this one will do.
  public Optional<String> fault(X509Certificate certificate, String host) {
    try {
      var ca = new JcaX509CertificateConverter().getCertificate(own().certificate());
      certificate.verify(ca.getPublicKey());
    } catch (GeneralSecurityException _) {
      return Optional.of("its certificate is not of this installation");
    }
    if (!certificate.getSubjectX500Principal().getName().equals("CN=" + host)) {
      return Optional.of("its certificate is for another host");
    }
    var until = certificate.getNotAfter().toInstant();
    boolean ends = !clock.instant().isBefore(renewal(until));
    return ends ? Optional.of("its certificate ends on " + until) : Optional.empty();
  }

  private static Instant renewal(Instant until) {
    return until.minus(HOST_TIME.dividedBy(3));
  }

  // --- its own key
  // --------------------------------------------------------------------------------

  private synchronized Own own() {
    var known = own;
    if (known != null) return known;
    try {
      var key = folder.resolve("authority.key");
      var certificate = folder.resolve("authority.pem");
      if (!Files.exists(certificate)) make(key, certificate);
      var read = read(key, certificate);
      own = read;
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException("the installation's authority cannot be kept", e);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("the installation's authority cannot be used", e);
    }
  }

  /// The certificate comes last: with it, the key is whole.
  private void make(Path key, Path certificate)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    var name = new X500Name("CN=stampede " + installation);
    var info = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
    var signed =
        builder(name, name, OWN_TIME, info)
            .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
            .addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
            .build(new JcaContentSignerBuilder(ALGORITHM).build(pair.getPrivate()));
    write(key, pair.getPrivate().getEncoded());
    write(certificate, pem(signed).getBytes(US_ASCII));
  }

  private static void write(Path file, byte[] content) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try {
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      throw new IOException(fresh + " is in the way", e);
    }
    Files.write(fresh, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Own read(Path key, Path certificate) throws IOException, GeneralSecurityException {
    var spec = new PKCS8EncodedKeySpec(Files.readAllBytes(key));
    var pem = Files.readString(certificate, US_ASCII);
    try (var parser = new PEMParser(new StringReader(pem))) {
      if (parser.readObject() instanceof X509CertificateHolder holder) {
        return new Own(KeyFactory.getInstance(ALGORITHM).generatePrivate(spec), holder, pem);
      }
    }
    throw new IOException(certificate + " holds no certificate");
  }

  private static String pem(X509CertificateHolder certificate) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(certificate);
    }
    return text.toString();
  }
}
