package io.stampede.ssh;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.kex.DHGClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.kex.DHFactory;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.kex.KeyExchange;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/// Says to each host which kinds of keys may prove it: those that its gate can accept.
final class Negotiation implements SessionListener {
  private static final String GROUP_EXCHANGE = "diffie-hellman-group-exchange-";

  @Override
  public void sessionNegotiationOptionsCreated(
      Session session, Map<KexProposalOption, String> proposal) {
    var gate = session instanceof ClientSession ours ? HostKeyGate.of(ours) : null;
    if (gate == null) return;
    var types = gate.types();
    proposal.put(KexProposalOption.SERVERKEYS, String.join(",", types));
    if (types.stream().anyMatch(type -> type.contains("-cert-"))) {
      // MINA takes no certificate apart in this exchange, which none but very old hosts need.
      proposal.computeIfPresent(
          KexProposalOption.ALGORITHMS, (_, all) -> without(GROUP_EXCHANGE, all));
    }
  }

  private static String without(String prefix, String names) {
    return Arrays.stream(names.split(","))
        .filter(name -> !name.startsWith(prefix))
        .collect(Collectors.joining(","));
  }

  static List<KeyExchangeFactory> keyExchanges() {
    return NamedFactory.setUpTransformedFactories(
        true,
        ClientBuilder.DEFAULT_KEX_PREFERENCE,
        factory ->
            factory.isGroupExchange()
                ? ClientBuilder.DH2KEX.apply(factory)
                : new Exchanges(factory));
  }

  private record Exchanges(DHFactory factory) implements KeyExchangeFactory {
    @Override
    public String getName() {
      return factory.getName();
    }

    @Override
    public KeyExchange createKeyExchange(Session session) {
      return new Exchange(factory, session);
    }
  }

  private static final class Exchange extends DHGClient {
    Exchange(DHFactory factory, Session session) {
      super(factory, session);
    }

    /// Left to [HostKeyGate], which is asked right after and knows more.
    @Override
    protected void verifyCertificate(Session session, OpenSshCertificate certificate) {}
  }
}
