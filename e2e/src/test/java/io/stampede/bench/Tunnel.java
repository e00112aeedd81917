package io.stampede.bench;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import io.stampede.lab.LabHost;
import io.stampede.ssh.Address;
import io.stampede.ssh.Credential;
import io.stampede.ssh.Endpoint;
import io.stampede.ssh.HostKeyPolicy;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.SshConnections;
import io.stampede.ssh.SshFailure;
import io.stampede.ssh.UserName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Docker's API through a kept connection, as the backend reaches it, with no engine above it.
final class Tunnel implements AutoCloseable {
  private final SshConnections ssh = SshConnections.mina();
  private final DockerClient docker;

  Tunnel(LabHost host) throws SshFailure {
    var endpoint =
        new Endpoint(
            new Address(host.address()), host.port(), new UserName(host.user()), List.of());
    var remote =
        ssh.open(
            endpoint,
            new Credential.PrivateKey(host.privateKey(), Optional.empty()),
            new HostKeyPolicy.Pinned(Set.of(host.hostKeyFingerprint())));
    var socket = remote.forwardUnix(new RemotePath("/var/run/docker.sock"));
    var config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost("unix://" + socket.path())
            .withApiVersion("1.41")
            .build();
    var http = new ApacheDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build();
    docker = DockerClientImpl.getInstance(config, http);
  }

  DockerClient docker() {
    return docker;
  }

  @Override
  public void close() throws IOException {
    docker.close();
    ssh.close();
  }
}
