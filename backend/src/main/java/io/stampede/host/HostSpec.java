package io.stampede.host;

import io.stampede.schema.Field;
import io.stampede.ssh.Address;
import io.stampede.ssh.Credential;
import io.stampede.ssh.Endpoint;
import io.stampede.ssh.UserName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// How a host is reached, and as whom.
///
/// @param hostKey open only until admission: nothing is kept without it
/// @param reconnects how often a person asked for a new connection
/// @param forgotten whether the host is dropped as it is, without being cleaned
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
            label = "Private key",
            help = "An OpenSSH or PEM private key whose public half the host accepts.",
            update = true,
            secret = true,
            multiline = true,
            maxLength = 16384,
            example = "-----BEGIN OPENSSH PRIVATE KEY-----")
        String privateKey,
    @Field(
            label = "Passphrase",
            help = "Of the private key, where it has one.",
            update = true,
            secret = true,
            more = true)
        Optional<String> passphrase,
    @Field(
            label = "Host key",
            help = "The host's SHA-256 fingerprint. Left open, you are shown the one it presents.",
            update = true,
            maxLength = 50,
            example = "SHA256:…")
        Optional<Fingerprint> hostKey,
    OptionalInt reconnects,
    boolean forgotten) {

  Endpoint endpoint() {
    return new Endpoint(address, port, user, List.of());
  }

  Credential credential() {
    return new Credential.PrivateKey(privateKey, passphrase);
  }

  /// Whether one connection can serve both specs.
  boolean reachedAs(HostSpec other) {
    return endpoint().equals(other.endpoint())
        && credential().equals(other.credential())
        && hostKey.equals(other.hostKey)
        && reconnects.equals(other.reconnects);
  }

  HostSpec reconnected() {
    var next = OptionalInt.of(reconnects.orElse(0) + 1);
    return new HostSpec(
        name, address, port, user, privateKey, passphrase, hostKey, next, forgotten);
  }

  HostSpec asForgotten() {
    return new HostSpec(
        name, address, port, user, privateKey, passphrase, hostKey, reconnects, true);
  }

  /// Without the key and its passphrase.
  @Override
  public String toString() {
    return name + " (" + endpoint() + ")";
  }
}
