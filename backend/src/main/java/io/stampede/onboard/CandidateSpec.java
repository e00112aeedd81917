package io.stampede.onboard;

import io.stampede.host.Fingerprint;
import io.stampede.host.HostName;
import io.stampede.host.HostSpec;
import io.stampede.host.Jump;
import io.stampede.host.Labels;
import io.stampede.host.MadeKey;
import io.stampede.host.PublicKeyLine;
import io.stampede.schema.Field;
import io.stampede.ssh.Address;
import io.stampede.ssh.Credential;
import io.stampede.ssh.UserName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// A host that may be added: how it is reached, as whom, and what was decided about it so far.
///
/// @param name open only until admission, which makes one of the address
/// @param password until our key is installed; dropped then
/// @param rechecks how often a person asked to look again
/// @param recheckOnly the checks that were meant last; empty for all
/// @param keyMade whether the private key was made here, for this host alone
/// @param keyInstalled whether that key was put on the host
public record CandidateSpec(
    @Field(
            label = "Name",
            help = "What you call it; made of the address when left open.",
            update = true,
            column = true,
            maxLength = 63,
            example = "h1")
        Optional<HostName> name,
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
            help = "Root, or a user with sudo without a password.",
            byDefault = "root",
            update = true,
            column = true,
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
            secret = true)
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
            label = "Password",
            help =
                "Used once, to install a key made for this host, and then dropped. Instead of a"
                    + " key.",
            update = true,
            secret = true)
        Optional<String> password,
    @Field(
            label = "Use the agent",
            help = "Use the keys of the ssh-agent that runs beside this console.",
            byDefault = "false",
            update = true)
        boolean agent,
    @Field(
            label = "Host key",
            help = "The SHA-256 fingerprint that you have compared and accept.",
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
            more = true,
            example = "zone=north")
        Labels labels,
    @Field(
            label = "Fixes",
            help = "Checks to be put right by the console where they fail and that is safe.",
            update = true,
            more = true,
            maxLength = 60,
            example = "ip-forward")
        List<String> fixes,
    @Field(
            label = "Add at once",
            help = "Add it as soon as nothing that must be right fails.",
            byDefault = "false",
            update = true)
        boolean go,
    OptionalInt rechecks,
    List<String> recheckOnly,
    boolean keyMade,
    boolean keyInstalled) {

  public CandidateSpec {
    fixes = List.copyOf(fixes);
    recheckOnly = List.copyOf(recheckOnly);
  }

  CandidateSpec withName(HostName next) {
    return changed(d -> d.name = Optional.of(next));
  }

  public CandidateSpec withHostKey(Fingerprint next) {
    return changed(d -> d.hostKey = Optional.of(next));
  }

  CandidateSpec withFixes(List<String> next) {
    return changed(d -> d.fixes = next);
  }

  CandidateSpec rechecked(List<String> only) {
    return changed(d -> {
      d.rechecks = OptionalInt.of(rechecks.orElse(0) + 1);
      d.recheckOnly = only;
    });
  }

  CandidateSpec going() {
    return changed(d -> d.go = true);
  }

  /// With a key of its own where only a password is given; without what a newer credential
  /// replaces.
  CandidateSpec withLogin(Optional<CandidateSpec> before) {
    boolean otherKey =
        before.isPresent() && privateKey.isPresent() && !privateKey.equals(before.get().privateKey);
    if (otherKey) {
      return changed(d -> {
        d.keyMade = false;
        d.password = Optional.empty();
      });
    }
    if (password.isEmpty() || privateKey.isPresent()) return this;
    return withMadeKey(MadeKey.text("stampede"));
  }

  CandidateSpec withMadeKey(String privateKeyText) {
    return changed(d -> {
      d.privateKey = Optional.of(privateKeyText);
      d.keyMade = true;
    });
  }

  /// The key is on the host now, and the password has done its work.
  public CandidateSpec withKeyInstalled() {
    return changed(d -> {
      d.password = Optional.empty();
      d.keyInstalled = true;
    });
  }

  public CandidateSpec withKeyTakenBack() {
    return changed(d -> d.keyInstalled = false);
  }

  private CandidateSpec changed(Consumer<CandidateDraft> change) {
    var draft = new CandidateDraft(this);
    change.accept(draft);
    return draft.spec();
  }

  /// What people call it.
  public String shown() {
    return name.map(HostName::value).orElse(address.value());
  }

  /// The name of the user.
  String login() {
    return user.value();
  }

  boolean hasCredential() {
    return agent || privateKey.isPresent() || password.isPresent();
  }

  boolean isConfirmed() {
    return hostKey.isPresent() || hostKeyAuthority.isPresent();
  }

  /// What to log in with: the password as long as our key is not there.
  Credential credential() {
    return wantsKeyInstalled()
        ? new Credential.Password(password.orElseThrow())
        : host().credential();
  }

  /// Whether our key has still to be put there with the password.
  boolean wantsKeyInstalled() {
    return password.isPresent() && keyMade && !keyInstalled;
  }

  /// Whether one connection can serve both specs.
  public boolean reachedAs(CandidateSpec other) {
    return host().reachedAs(other.host())
        && password.equals(other.password)
        && keyInstalled == other.keyInstalled;
  }

  /// The host that this becomes.
  public HostSpec host() {
    var name = this.name.orElseGet(() -> HostName.madeOf(address));
    var host =
        HostSpec.at(name, address)
            .withPort(port)
            .withUser(user)
            .withJumps(jumps)
            .withAgent(agent)
            .withLabels(labels)
            .withOwnKey(keyMade && keyInstalled);
    if (privateKey.isPresent()) host = host.withPrivateKey(privateKey.get());
    if (passphrase.isPresent()) host = host.withPassphrase(passphrase.get());
    if (certificate.isPresent()) host = host.withCertificate(certificate.get());
    if (hostKey.isPresent()) host = host.withHostKey(hostKey.get());
    if (hostKeyAuthority.isPresent()) host = host.withHostKeyAuthority(hostKeyAuthority.get());
    return host;
  }

  /// Without what is secret.
  @Override
  public String toString() {
    return shown() + " (" + user + "@" + address + ":" + port + ")";
  }
}
