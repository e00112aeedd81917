package io.stampede.ssh;

import org.junit.jupiter.api.Nested;

/// Against OpenSSH, as hosts have it.
class OpenSshRemoteTest {
  @Nested
  class Commands extends CommandContract {
    @Override
    TestHost start() throws Exception {
      return new OpenSshHost();
    }
  }

  @Nested
  class Files extends FileContract {
    @Override
    TestHost start() throws Exception {
      return new OpenSshHost();
    }
  }

  @Nested
  class Streams extends StreamContract {
    @Override
    TestHost start() throws Exception {
      return new OpenSshHost();
    }
  }

  @Nested
  class Links extends LinkContract {
    @Override
    TestHost start() throws Exception {
      return new OpenSshHost();
    }
  }
}
