package io.stampede.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes sessions: TCP, host key, login, through jumps where there are some. Blocks its thread.
final class Dialer {
  private static final Logger LOG = LoggerFactory.getLogger(Dialer.class);

  private final SshClient client;
  private final SshSettings settings;

  Dialer(SshClient client, SshSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  /// The longest that [#login] can take, but for the resolver's own time-outs.
  Duration patience(Endpoint endpoint) {
    var hop = settings.connectTimeout().plus(settings.authTimeout());
    return hop.multipliedBy(endpoint.jumps().size() + 1L);
  }

  /// A session whose host key was accepted and whose user is logged in. The same credential and the
  /// same policy hold for the jumps; they are left when the session ends.
  ClientSession login(Endpoint endpoint, Credential credential, HostKeyPolicy hostKeys)
      throws SshFailure {
    var key = key(credential);
    @Nullable ClientSession via = null;
    for (var jump : endpoint.jumps()) {
      via = hop(jump, via, credential, key, hostKeys);
    }
    return hop(endpoint, via, credential, key, hostKeys);
  }

  /// The key a host shows. The gate lets none pass, so that the host never hears of a user.
  HostKey hostKey(Endpoint endpoint, Duration patience) throws SshFailure {
    if (!endpoint.jumps().isEmpty()) {
      throw new SshFailure(
          SshFailure.Reason.UNREACHABLE,
          Failures.at(endpoint)
              + " is behind a jump host, which wants a login: log in there and read the key with ssh-keyscan");
    }
    var gate = new HostKeyGate(new HostKeyPolicy.Ask());
    var deadline = Deadline.in(patience);
    var context = AttributeRepository.ofKeyValuePair(HostKeyGate.KEY, gate);
    var session = connect(endpoint, addresses(endpoint), context, deadline);
    try {
      session.waitFor(EnumSet.of(ClientSessionEvent.CLOSED), deadline.remainingAtLeastOneMilli());
    } finally {
      session.close(true);
    }
    return gate.seen().orElseThrow(() -> Failures.noKey(endpoint, deadline));
  }

  private static Optional<KeyPair> key(Credential credential) throws SshFailure {
    return switch (credential) {
      case Credential.PrivateKey key -> Optional.of(Keys.parse(key));
      case Credential.Agent agent -> {
        if (!Files.exists(agent.socket())) {
          throw new SshFailure(
              SshFailure.Reason.BAD_CREDENTIAL,
              "no ssh-agent is at %s; start one, or give the key itself".formatted(agent.socket()));
        }
        yield Optional.empty();
      }
    };
  }

  private ClientSession hop(
      Endpoint endpoint,
      @Nullable ClientSession via,
      Credential credential,
      Optional<KeyPair> key,
      HostKeyPolicy hostKeys)
      throws SshFailure {
    var gate = new HostKeyGate(hostKeys);
    var deadline = Deadline.in(settings.connectTimeout());
    try {
      var to = via == null ? addresses(endpoint) : through(via, endpoint);
      var session = connect(endpoint, to, context(gate, credential), deadline);
      if (via != null) session.addCloseFutureListener(_ -> via.close(false));
      key.ifPresent(session::addPublicKeyIdentity);
      authenticate(session, endpoint, credential, gate);
      makePrompt(session);
      return session;
    } catch (SshFailure | RuntimeException e) {
      if (via != null) via.close(true);
      throw e;
    }
  }

  private static AttributeRepository context(HostKeyGate gate, Credential credential) {
    var attributes = new HashMap<AttributeKey<?>, Object>();
    attributes.put(HostKeyGate.KEY, gate);
    if (credential instanceof Credential.Agent agent) {
      attributes.put(AgentKeys.SOCKET, agent.socket());
    }
    return AttributeRepository.ofAttributesMap(attributes);
  }

  private static List<SocketAddress> addresses(Endpoint endpoint) throws SshFailure {
    try {
      return Arrays.stream(InetAddress.getAllByName(endpoint.address().value()))
          .<SocketAddress>map(a -> new InetSocketAddress(a, endpoint.port()))
          .toList();
    } catch (UnknownHostException e) {
      throw Failures.unknownName(endpoint, e);
    }
  }

  /// A port of this machine's loopback that leads through the jump's session; it ends with it.
  private static List<SocketAddress> through(ClientSession via, Endpoint endpoint)
      throws SshFailure {
    try {
      var target = new SshdSocketAddress(endpoint.address().value(), endpoint.port());
      var bound = via.startLocalPortForwarding(new SshdSocketAddress("127.0.0.1", 0), target);
      return List.of(bound.toInetSocketAddress());
    } catch (IOException e) {
      throw Failures.unreachable(endpoint, e);
    }
  }

  /// Tries a name's addresses in their order, as `ssh` does.
  private ClientSession connect(
      Endpoint endpoint,
      List<SocketAddress> addresses,
      AttributeRepository context,
      Deadline deadline)
      throws SshFailure {
    @Nullable Throwable cause = null;
    for (var address : addresses) {
      try {
        var connecting = client.connect(endpoint.user().value(), address, context, null);
        if (!connecting.await(deadline.remainingAtLeastOneMilli())) {
          connecting.cancel();
          break;
        }
        if (connecting.isConnected()) return connecting.getClientSession();
        cause = connecting.getException();
      } catch (IOException e) {
        cause = e;
      }
    }
    throw Failures.unreachable(endpoint, cause);
  }

  private void authenticate(
      ClientSession session, Endpoint endpoint, Credential credential, HostKeyGate gate)
      throws SshFailure {
    @Nullable Throwable cause;
    try {
      var login = session.auth();
      login.await(settings.authTimeout());
      if (login.isSuccess()) return;
      cause = login.getException();
    } catch (IOException e) {
      cause = e;
    }
    session.close(true);
    var refusal = gate.refusal(endpoint);
    throw refusal.isPresent() ? refusal.get() : Failures.login(endpoint, credential, cause);
  }

  /// sshd turns TCP_NODELAY on for a connection when its first command begins, and not for streams
  /// (`ssh_packet_set_interactive` in its session.c): until then each answer on a stream waits 40
  /// ms for an acknowledgement. So one command of no effect begins, and nobody waits for it.
  private static void makePrompt(ClientSession session) {
    try {
      var channel = session.createExecChannel(":");
      channel.setOut(OutputStream.nullOutputStream());
      channel.setErr(OutputStream.nullOutputStream());
      channel.open();
    } catch (IOException | RuntimeException e) {
      LOG.debug("no command begins on {}, so its streams may be slow", session, e);
    }
  }
}
