package io.stampede.ssh;

/// Against MINA's own server, in this process.
class EmbeddedRemoteTest extends RemoteContract {
  @Override
  TestHost start() throws Exception {
    return new EmbeddedHost();
  }
}
