package io.stampede.host;

import io.stampede.schema.Field;
import io.stampede.ssh.Address;
import io.stampede.ssh.Credential;
import io.stampede.ssh.Endpoint;
import io.stampede.ssh.HostKeyPolicy;
import io.stampede.ssh.UserName;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// How a machine is reached, as whom, and how it is known: the same for a host and for one that is
/// on its way to become one. Two that are equal can share a connection.
///
/// @param privateKey open where the console's ssh-agent holds the key
/// @param hostKey open as long as nobody confirmed one, or where an authority speaks for it
public record Access(
    @Field(
            label = "Address",
            help = "DNS name or IP address, as this console reaches it.",
            update = true,
            column = true,
            maxLength = 253,
            example = "192.0.2.11")
        Address address,
    @Field(
            label = "Port",
            help = "Where its sshd listens.",
            byDefault = "22",
            update = true,
            more = true,
            min = 1,
            max = 65535)
        int port,
    @Field(
            label = "User",
            help = "Root, or a user with sudo without a password and access to Docker.",
            byDefault = "root",
            update = true,
            more = true,
            maxLength = 32)
        UserName user,
    @Field(
            label = "Jump hosts",
            help = "SSH hosts to pass through, in order, each as user@host:port.",
            update = true,
            more = true,
            maxLength = 300,
            example = "core@192.0.2.1:22")
        List<Jump> jumps,
    @Field(
            label = "Private key",
            help = "An OpenSSH or PEM private key whose public half the host accepts.",
            update = true,
            secret = true,
            multiline = true,
            maxLength = 16384,
            example = "-----BEGIN OPENSSH PRIVATE KEY-----")
        Optional<String> privateKey,
    @Field(
            label = "Passphrase",
            help = "Of the private key, where it has one.",
            update = true,
            secret = true,
            more = true)
        Optional<String> passphrase,
    @Field(
            label = "Certificate",
            help = "An OpenSSH certificate of the private key, where the host wants one.",
            update = true,
            multiline = true,
            more = true,
            maxLength = 16384,
            example = "ssh-ed25519-cert-v01@openssh.com AAAA…")
        Optional<String> certificate,
    @Field(
            label = "Use the agent",
            help = "Use the keys of the ssh-agent that runs beside this console.",
            byDefault = "false",
            update = true,
            more = true)
        boolean agent,
    @Field(
            label = "Host key",
            help = "The host's SHA-256 fingerprint. Left open, you are shown the one it presents.",
            update = true,
            maxLength = 50,
            example = "SHA256:…")
        Optional<Fingerprint> hostKey,
    @Field(
            label = "Host key authority",
            help = "Public key of the authority that signs your hosts' keys.",
            update = true,
            more = true,
            maxLength = 4096,
            example = "ssh-ed25519 AAAA…")
        Optional<PublicKeyLine> hostKeyAuthority) {
  public Access {
    jumps = List.copyOf(jumps);
  }

  /// On port 22, as root, with nothing else known of it.
  public static Access at(Address address) {
    return new Draft(address).access();
  }

  public Access withAddress(Address next) {
    return changed(d -> d.address = next);
  }

  public Access withPort(int next) {
    return changed(d -> d.port = next);
  }

  public Access withUser(UserName next) {
    return changed(d -> d.user = next);
  }

  public Access withJumps(List<Jump> next) {
    return changed(d -> d.jumps = next);
  }

  public Access withPrivateKey(String next) {
    return changed(d -> d.privateKey = Optional.of(next));
  }

  public Access withPassphrase(String next) {
    return changed(d -> d.passphrase = Optional.of(next));
  }

  public Access withCertificate(String next) {
    return changed(d -> d.certificate = Optional.of(next));
  }

  public Access withAgent(boolean next) {
    return changed(d -> d.agent = next);
  }

  public Access withHostKey(Fingerprint next) {
    return changed(d -> d.hostKey = Optional.of(next));
  }

  public Access withHostKeyAuthority(PublicKeyLine next) {
    return changed(d -> d.hostKeyAuthority = Optional.of(next));
  }

  private Access changed(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.access();
  }

  /// Whether there is anything to log in with.
  public boolean hasCredential() {
    return agent || privateKey.isPresent();
  }

  /// Whether it is known whose key it may show.
  public boolean isConfirmed() {
    return hostKey.isPresent() || hostKeyAuthority.isPresent();
  }

  /// @throws IllegalArgumentException where there is none, see [#hasCredential]
  public Credential credential() {
    return Logins.credential(this);
  }

  /// @throws IllegalArgumentException where nobody confirmed a key and no authority is trusted
  public HostKeyPolicy hostKeys() {
    return Logins.hostKeys(hostKey, hostKeyAuthority);
  }

  /// Its jumps are logged in to with the same credential.
  ///
  /// @throws IllegalArgumentException where there are jumps and nothing to log in to them with
  public Endpoint endpoint() {
    return jumps.isEmpty() ? endpoint(List.of()) : endpoint(Logins.jumps(this, credential()));
  }

  /// Its jumps are logged in to with this.
  public Endpoint endpoint(Credential forJumps) {
    return endpoint(Logins.jumps(this, forJumps));
  }

  private Endpoint endpoint(List<io.stampede.ssh.Jump> through) {
    return new Endpoint(address, port, user, through);
  }

  /// Without the key and its passphrase.
  @Override
  public String toString() {
    return "%s@%s:%d".formatted(user, address, port);
  }

  /// One under change: the one place that knows the order of its many parts.
  private static final class Draft {
    private Address address;
    private int port = 22;
    private UserName user = new UserName("root");
    private List<Jump> jumps = List.of();
    private Optional<String> privateKey = Optional.empty();
    private Optional<String> passphrase = Optional.empty();
    private Optional<String> certificate = Optional.empty();
    private boolean agent;
    private Optional<Fingerprint> hostKey = Optional.empty();
    private Optional<PublicKeyLine> hostKeyAuthority = Optional.empty();

    Draft(Address address) {
      this.address = address;
    }

    Draft(Access was) {
      this(was.address);
      port = was.port;
      user = was.user;
      jumps = was.jumps;
      privateKey = was.privateKey;
      passphrase = was.passphrase;
      certificate = was.certificate;
      agent = was.agent;
      hostKey = was.hostKey;
      hostKeyAuthority = was.hostKeyAuthority;
    }

    Access access() {
      return new Access(
          address,
          port,
          user,
          jumps,
          privateKey,
          passphrase,
          certificate,
          agent,
          hostKey,
          hostKeyAuthority);
    }
  }
}
