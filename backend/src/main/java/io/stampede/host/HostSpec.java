package io.stampede.host;

import io.stampede.schema.Field;
import io.stampede.schema.Inline;
import io.stampede.ssh.Address;
import io.stampede.ssh.UserName;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// How a host is reached, and as whom, and what people say of it.
///
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
    @Inline Access access,
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
    @Field(
            label = "Overlay address",
            help =
                "Which of its own addresses tunnels between hosts begin at; the one that the"
                    + " console uses, else its first, when this is left open.",
            update = true,
            more = true,
            example = "192.0.2.11")
        Optional<Ipv4Address> overlayAddress,
    @Field(
            label = "Public address",
            help = "Where other hosts reach it when that is not its own, as behind NAT.",
            update = true,
            more = true,
            example = "203.0.113.5")
        Optional<Ipv4Address> publicAddress,
    boolean ownKey,
    OptionalInt reconnects,
    boolean forgotten,
    Optional<Reboot> reboot) {

  /// A host on port 22, as root, with nothing else known of it.
  public static HostSpec at(HostName name, Address address) {
    return at(name, Access.at(address));
  }

  /// A host with nothing else known of it.
  public static HostSpec at(HostName name, Access access) {
    return new HostSpecDraft(name, access).spec();
  }

  public HostSpec withName(HostName next) {
    return changed(d -> d.name = next);
  }

  public HostSpec withAccess(Access next) {
    return changed(d -> d.access = next);
  }

  private HostSpec with(UnaryOperator<Access> change) {
    return withAccess(change.apply(access));
  }

  public HostSpec withPort(int next) {
    return with(a -> a.withPort(next));
  }

  public HostSpec withUser(UserName next) {
    return with(a -> a.withUser(next));
  }

  public HostSpec withPrivateKey(String next) {
    return with(a -> a.withPrivateKey(next));
  }

  public HostSpec withHostKey(Fingerprint next) {
    return with(a -> a.withHostKey(next));
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

  public HostSpec withOverlayAddress(Ipv4Address next) {
    return changed(d -> d.overlayAddress = Optional.of(next));
  }

  public HostSpec withPublicAddress(Ipv4Address next) {
    return changed(d -> d.publicAddress = Optional.of(next));
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

  public Address address() {
    return access.address();
  }

  public UserName user() {
    return access.user();
  }

  /// Whether one connection can serve both specs.
  public boolean reachedAs(HostSpec other) {
    return access.equals(other.access) && reconnects.equals(other.reconnects);
  }

  /// Without the key and its passphrase.
  @Override
  public String toString() {
    return name + " (" + access + ")";
  }
}
