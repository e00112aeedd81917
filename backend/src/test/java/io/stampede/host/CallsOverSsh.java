package io.stampede.host;

import io.stampede.ssh.Credential;
import io.stampede.ssh.Endpoint;
import io.stampede.ssh.HostKey;
import io.stampede.ssh.HostKeyPolicy;
import io.stampede.ssh.Remote;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.SshConnections;
import io.stampede.ssh.SshFailure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// Real connections that write down what is asked of hosts over them.
final class CallsOverSsh implements SshConnections {
  private static final Set<String> ASKING =
      Set.of("exec", "start", "shell", "openUnix", "openTcp", "forwardUnix");

  private final SshConnections real;
  private final List<String> calls = new CopyOnWriteArrayList<>();

  CallsOverSsh(SshConnections real) {
    this.real = real;
  }

  /// As in `openUnix /var/run/docker.sock`; without what a command is.
  List<String> calls() {
    return List.copyOf(calls);
  }

  void clear() {
    calls.clear();
  }

  @Override
  public Remote open(Endpoint endpoint, Credential credential, HostKeyPolicy hostKeys) {
    var remote = real.open(endpoint, credential, hostKeys);
    return (Remote)
        Proxy.newProxyInstance(
            Remote.class.getClassLoader(),
            new Class<?>[] {Remote.class},
            (_, method, arguments) -> {
              if (ASKING.contains(method.getName())) {
                var what = arguments[0] instanceof RemotePath path ? " " + path : "";
                calls.add(method.getName() + what);
              }
              try {
                return method.invoke(remote, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public HostKey hostKey(Endpoint endpoint, HostKeyPolicy hostKeys, Duration deadline)
      throws SshFailure {
    return real.hostKey(endpoint, hostKeys, deadline);
  }

  @Override
  public void close() {
    real.close();
  }
}
