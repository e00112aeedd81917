package io.stampede.onboard;

import io.stampede.host.Access;
import io.stampede.host.Fingerprint;
import io.stampede.host.HostName;
import io.stampede.host.HostSpec;
import io.stampede.host.Labels;
import io.stampede.host.MadeKey;
import io.stampede.schema.Field;
import io.stampede.schema.Inline;
import io.stampede.ssh.Address;
import io.stampede.ssh.Credential;
import io.stampede.ssh.Endpoint;
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
    @Inline Access access,
    @Field(
            label = "Password",
            help =
                "Used once, to install a key made for this host, and then dropped. Instead of a"
                    + " key.",
            update = true,
            secret = true)
        Optional<String> password,
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
    return changed(d -> d.access = access.withHostKey(next));
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
    boolean otherKey = before.isPresent() && hasKey() && !key().equals(before.get().key());
    if (otherKey) {
      return changed(d -> {
        d.keyMade = false;
        d.password = Optional.empty();
      });
    }
    if (password.isEmpty() || hasKey()) return this;
    return withMadeKey(MadeKey.text("stampede"));
  }

  CandidateSpec withMadeKey(String privateKeyText) {
    return changed(d -> {
      d.access = access.withPrivateKey(privateKeyText);
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
    return name.map(HostName::value).orElse(address().value());
  }

  /// The name of the user.
  String login() {
    return user().value();
  }

  private Optional<String> key() {
    return access.privateKey();
  }

  private boolean hasKey() {
    return key().isPresent();
  }

  public Address address() {
    return access.address();
  }

  public UserName user() {
    return access.user();
  }

  boolean hasCredential() {
    return access.hasCredential() || password.isPresent();
  }

  boolean isConfirmed() {
    return access.isConfirmed();
  }

  /// What to log in with: the password as long as our key is not there.
  Credential credential() {
    return wantsKeyInstalled()
        ? new Credential.Password(password.orElseThrow())
        : access.credential();
  }

  /// Jumps are logged in to with the same credential.
  public Endpoint endpoint() {
    return access.jumps().isEmpty() ? access.endpoint() : access.endpoint(credential());
  }

  /// Whether our key has still to be put there with the password.
  boolean wantsKeyInstalled() {
    return password.isPresent() && keyMade && !keyInstalled;
  }

  /// Whether one connection can serve both specs.
  public boolean reachedAs(CandidateSpec other) {
    return access.equals(other.access)
        && password.equals(other.password)
        && keyInstalled == other.keyInstalled;
  }

  /// The host that this becomes.
  public HostSpec host() {
    return HostSpec.at(name.orElseGet(() -> HostName.madeOf(address())), access)
        .withLabels(labels)
        .withOwnKey(keyMade && keyInstalled);
  }

  /// Without what is secret.
  @Override
  public String toString() {
    return shown() + " (" + access + ")";
  }
}
