package io.stampede.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.io.output.SecureByteArrayOutputStream;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.keyboard.DefaultKeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.session.ServerConnectionServiceFactory;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.session.ServerUserAuthServiceFactory;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/// An SSH server inside the test's own process: it shows what it was told, and misbehaves at will.
final class EmbeddedHost implements TestHost {
  private final Path folder;
  private final SshServer server = SshServer.setUpDefaultServer();
  private final KeyPair user = ed25519();
  private final List<String> logins = new CopyOnWriteArrayList<>();
  private final AtomicInteger loginsBegun = new AtomicInteger();
  private volatile KeyPair hostKey = ed25519();
  private volatile String password = "no password at all";

  EmbeddedHost() throws Exception {
    folder = Files.createTempDirectory(Path.of("/tmp"), "ssh-test-");
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setPublickeyAuthenticator(this::admits);
    server.setPasswordAuthenticator((name, password, _) -> {
      logins.add(name + " with the password " + password);
      return password.equals(this.password);
    });
    server.setKeyboardInteractiveAuthenticator(KeyboardInteractiveAuthenticator.NONE);
    server.setServiceFactories(
        List.of(new CountedLogins(), ServerConnectionServiceFactory.INSTANCE));
    server.setCommandFactory((_, command) -> new ShellCommand(command));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
    var channels = new ArrayList<ChannelFactory>(server.getChannelFactories());
    channels.add(new StreamLocalServerChannel.Factory());
    server.setChannelFactories(channels);
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    server.start();
  }

  /// Counts whoever begins to log in, which is before a user is named.
  private final class CountedLogins extends ServerUserAuthServiceFactory {
    @Override
    public Service create(Session session) throws IOException {
      loginsBegun.incrementAndGet();
      return super.create(session);
    }
  }

  /// How many connections came as far as the login service, in which all credentials are sent.
  int loginsBegun() {
    return loginsBegun.get();
  }

  /// Takes this password, by these methods only, as `password` or `keyboard-interactive`.
  void takePassword(String password, String methods) {
    this.password = password;
    server.setKeyboardInteractiveAuthenticator(
        DefaultKeyboardInteractiveAuthenticator.INSTANCE); // asks our authenticator of passwords
    server.setUserAuthFactories(
        Arrays.stream(methods.split(",")).map(EmbeddedHost::method).toList());
  }

  private static UserAuthFactory method(String name) {
    return switch (name) {
      case "password" -> UserAuthPasswordFactory.INSTANCE;
      case "keyboard-interactive" -> UserAuthKeyboardInteractiveFactory.INSTANCE;
      case "publickey" -> new UserAuthPublicKeyFactory();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /// The passwords that anybody said.
  List<String> passwords() {
    return logins.stream().filter(login -> login.contains(" with the password ")).toList();
  }

  /// Asks what it likes, as PAM does.
  void ask(KeyboardInteractiveAuthenticator questions) {
    takePassword("", "keyboard-interactive");
    server.setKeyboardInteractiveAuthenticator(questions);
  }

  static KeyPair ed25519() {
    try {
      return KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean admits(String name, java.security.PublicKey key, ServerSession session) {
    logins.add(name + " with the key " + Fingerprints.of(key));
    return KeyUtils.compareKeys(key, user.getPublic());
  }

  /// Everything anybody ever said to prove who he is.
  List<String> logins() {
    return logins;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.of("127.0.0.1", server.getPort(), "core");
  }

  @Override
  public Credential credential() {
    return credential(user);
  }

  static Credential credential(KeyPair key) {
    try (var out = new SecureByteArrayOutputStream()) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", null, out);
      return new Credential.PrivateKey(
          out.toString(java.nio.charset.StandardCharsets.US_ASCII), Optional.empty());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public HostKey key() {
    return new HostKey("ssh-ed25519", Fingerprints.of(hostKey.getPublic()));
  }

  void changeKey() {
    hostKey = ed25519();
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public void cutAll() {
    for (var session : server.getActiveSessions()) session.getIoSession().close(true);
  }

  @Override
  public void close() throws Exception {
    server.stop(true);
    TestFiles.deleteTree(folder);
  }
}
