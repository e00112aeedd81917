package io.stampede.ssh;

/// Against OpenSSH, as hosts have it.
class OpenSshRemoteTest extends RemoteContract {
  @Override
  TestHost start() throws Exception {
    return new OpenSshHost();
  }
}
