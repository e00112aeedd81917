package io.stampede.ssh;

import io.stampede.ssh.Way.Leg;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
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

  /// A session whose host key was accepted and whose user is logged in. The jumps are left when it
  /// ends.
  ClientSession login(Way way) throws SshFailure {
    return hop(way.host(), through(way.jumps()));
  }

  /// The same, for streams too.
  ClientSession kept(Way way) throws SshFailure {
    var session = login(way);
    makePrompt(session);
    return session;
  }

  /// The key that a host shows and its policy takes. The host never hears of a user.
  HostKey hostKey(Way way, Duration patience) throws SshFailure {
    var via = through(way.jumps());
    try {
      return shownKey(way.host(), via, Deadline.in(patience));
    } finally {
      if (via != null) via.leave();
    }
  }

  private @Nullable Via through(List<Leg> jumps) throws SshFailure {
    @Nullable Via via = null;
    for (var jump : jumps) via = new Via(hop(jump, via), jump.endpoint());
    return via;
  }

  private HostKey shownKey(Leg leg, @Nullable Via via, Deadline deadline) throws SshFailure {
    @Nullable SshFailure first = null;
    for (var types = leg.types(); !types.isEmpty(); ) {
      var gate = new HostKeyGate(leg.endpoint(), leg.hostKeys(), types, Instant.now());
      boolean inTime = look(leg.endpoint(), via, gate, deadline);
      var key = gate.seen().orElseThrow(() -> Failures.noKey(leg.endpoint(), inTime));
      var refusal = gate.refusal();
      if (refusal.isEmpty() || leg.hostKeys() instanceof HostKeyPolicy.Ask) return key;
      if (first == null) first = refusal.get();
      types = gate.others();
    }
    throw first == null ? Failures.noKey(leg.endpoint(), true) : first;
  }

  /// Connects until the key was shown, and hangs up; false when the time was over before.
  private boolean look(Endpoint endpoint, @Nullable Via via, HostKeyGate gate, Deadline deadline)
      throws SshFailure {
    var context = AttributeRepository.ofKeyValuePair(HostKeyGate.KEY, gate);
    var session = connect(endpoint, targets(endpoint, via, deadline), context, deadline);
    try {
      var over = EnumSet.of(ClientSessionEvent.CLOSED, ClientSessionEvent.WAIT_AUTH);
      return !session
          .waitFor(over, deadline.remainingAtLeastOneMilli())
          .contains(ClientSessionEvent.TIMEOUT);
    } finally {
      session.close(true);
    }
  }

  private ClientSession hop(Leg leg, @Nullable Via via) throws SshFailure {
    try {
      if (leg.spent().isPresent()) throw Failures.again(leg.spent().get());
      var session = hop(leg, via, Identity.of(leg.credential(), Instant.now()));
      if (via != null) session.addCloseFutureListener(_ -> via.leave());
      return session;
    } catch (SshFailure | RuntimeException e) {
      if (via != null) via.leave();
      throw e;
    }
  }

  /// Logs in to one host; asks it for each kind of key that it has until one is accepted.
  private ClientSession hop(Leg leg, @Nullable Via via, Identity identity) throws SshFailure {
    @Nullable SshFailure first = null;
    for (var types = leg.types(); !types.isEmpty(); ) {
      var gate = new HostKeyGate(leg.endpoint(), leg.hostKeys(), types, Instant.now());
      try {
        var session = login(leg, via, identity, gate);
        leg.accepted(gate);
        return session;
      } catch (SshFailure e) {
        if (gate.refusal().isEmpty()) throw e;
        if (first == null) first = e;
        types = gate.others();
      }
    }
    throw first == null ? Failures.unreachable(leg.endpoint(), null) : first;
  }

  private ClientSession login(Leg leg, @Nullable Via via, Identity identity, HostKeyGate gate)
      throws SshFailure {
    var deadline = Deadline.in(settings.connectTimeout());
    var targets = targets(leg.endpoint(), via, deadline);
    var session = connect(leg.endpoint(), targets, context(gate, identity), deadline);
    for (var key : identity.keys()) session.addPublicKeyIdentity(key);
    authenticate(session, leg, identity, gate);
    return session;
  }

  private static AttributeRepository context(HostKeyGate gate, Identity identity) {
    var attributes = new HashMap<AttributeKey<?>, Object>();
    attributes.put(HostKeyGate.KEY, gate);
    identity.agent().ifPresent(socket -> attributes.put(AgentKeys.SOCKET, socket));
    identity.password().ifPresent(password -> attributes.put(OnePassword.KEY, password));
    return AttributeRepository.ofAttributesMap(attributes);
  }

  /// An open session to the jump before a host.
  private record Via(ClientSession session, Endpoint jump) {
    void leave() {
      session.close(false);
    }
  }

  private static List<SocketAddress> targets(
      Endpoint endpoint, @Nullable Via via, Deadline deadline) throws SshFailure {
    return via == null
        ? addresses(endpoint)
        : List.of(Tunnel.open(via.session(), via.jump(), endpoint, deadline));
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

  private void authenticate(ClientSession session, Leg leg, Identity identity, HostKeyGate gate)
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
    if (gate.refusal().isPresent()) throw gate.refusal().get();
    var failure = Failures.login(leg.endpoint(), leg.credential(), identity, cause);
    if (failure.reason() == SshFailure.Reason.AUTH_REFUSED) leg.refused(failure);
    throw failure;
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
