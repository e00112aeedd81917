package io.stampede.host;

import io.stampede.schema.Field;
import io.stampede.ssh.Address;
import io.stampede.ssh.Credential;
import io.stampede.ssh.Endpoint;
import io.stampede.ssh.UserName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// How a host is reached, and as whom, and what people say of it.
///
/// @param privateKey open where the console's ssh-agent holds the key
/// @param hostKey open only until admission, or where an authority speaks for the host
/// @param ownKey whether the private key was made here for this host alone, and put there
/// @param reconnects how often a person asked for a new connection
/// @param forgotten whether the host is dropped as it is, without being cleaned
/// @param reboot the last one that a person asked for
public record HostSpec(
    @Field(
            label = "Name",
            help = "What you call it; letters, digits and hyphens.",
            update = true,
            column = true,
            maxLength = 63,
            example = "h1")
        HostName name,
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
        Optional<PublicKeyLine> hostKeyAuthority,
    @Field(
            label = "Labels",
            help = "Words that workloads can ask for.",
            update = true,
            column = true,
            more = true,
            example = "zone=north")
        Labels labels,
    @Field(
            label = "Description",
            help = "For people.",
            update = true,
            multiline = true,
            more = true)
        Optional<String> description,
    @Field(
            label = "Cordoned",
            help = "Whether it gets no new workloads.",
            create = false,
            column = true)
        boolean cordoned,
    @Field(
            label = "CPU overcommit",
            help = "How many CPUs of workloads go on each of its own; memory is never given twice.",
            byDefault = "4",
            update = true,
            more = true,
            min = 1,
            max = 64)
        int cpuOvercommit,
    boolean ownKey,
    OptionalInt reconnects,
    boolean forgotten,
    Optional<Reboot> reboot) {

  /// A host on port 22, as root, with nothing else known of it.
  public static HostSpec at(HostName name, Address address) {
    return new HostSpecDraft(name, address).spec();
  }

  public HostSpec withName(HostName next) {
    return changed(d -> d.name = next);
  }

  public HostSpec withAddress(Address next) {
    return changed(d -> d.address = next);
  }

  public HostSpec withPort(int next) {
    return changed(d -> d.port = next);
  }

  public HostSpec withUser(UserName next) {
    return changed(d -> d.user = next);
  }

  public HostSpec withJumps(List<Jump> next) {
    return changed(d -> d.jumps = next);
  }

  public HostSpec withPrivateKey(String next) {
    return changed(d -> d.privateKey = Optional.of(next));
  }

  public HostSpec withPassphrase(String next) {
    return changed(d -> d.passphrase = Optional.of(next));
  }

  public HostSpec withCertificate(String next) {
    return changed(d -> d.certificate = Optional.of(next));
  }

  public HostSpec withAgent(boolean next) {
    return changed(d -> d.agent = next);
  }

  public HostSpec withHostKey(Fingerprint next) {
    return changed(d -> d.hostKey = Optional.of(next));
  }

  public HostSpec withHostKeyAuthority(PublicKeyLine next) {
    return changed(d -> d.hostKeyAuthority = Optional.of(next));
  }

  public HostSpec withLabels(Labels next) {
    return changed(d -> d.labels = next);
  }

  public HostSpec withDescription(String next) {
    return changed(d -> d.description = Optional.of(next));
  }

  public HostSpec withCordoned(boolean next) {
    return changed(d -> d.cordoned = next);
  }

  public HostSpec withOwnKey(boolean next) {
    return changed(d -> d.ownKey = next);
  }

  HostSpec reconnected() {
    return changed(d -> d.reconnects = OptionalInt.of(reconnects.orElse(0) + 1));
  }

  HostSpec withReboot(Reboot next) {
    return changed(d -> d.reboot = Optional.of(next));
  }

  HostSpec asForgotten() {
    return changed(d -> d.forgotten = true);
  }

  private HostSpec changed(Consumer<HostSpecDraft> change) {
    var draft = new HostSpecDraft(this);
    change.accept(draft);
    return draft.spec();
  }

  /// Jumps are logged in to with the same credential.
  ///
  /// @throws IllegalArgumentException where there are jumps and nothing to log in to them with
  public Endpoint endpoint() {
    return new Endpoint(address, port, user, Logins.jumps(this));
  }

  /// Whether there is anything to log in with.
  boolean hasCredential() {
    return agent || privateKey.isPresent();
  }

  /// @throws IllegalArgumentException where there is none, see [#hasCredential]
  public Credential credential() {
    return Logins.credential(privateKey, passphrase, certificate, agent);
  }

  /// Whether one connection can serve both specs.
  public boolean reachedAs(HostSpec other) {
    return address.equals(other.address)
        && port == other.port
        && user.equals(other.user)
        && jumps.equals(other.jumps)
        && privateKey.equals(other.privateKey)
        && passphrase.equals(other.passphrase)
        && certificate.equals(other.certificate)
        && agent == other.agent
        && hostKey.equals(other.hostKey)
        && hostKeyAuthority.equals(other.hostKeyAuthority)
        && reconnects.equals(other.reconnects);
  }

  /// Without the key and its passphrase.
  @Override
  public String toString() {
    return "%s (%s@%s:%d)".formatted(name, user, address, port);
  }
}
