package io.stampede.ssh;

import org.junit.jupiter.api.Nested;

/// Against MINA's own server, in this process.
class EmbeddedRemoteTest {
  @Nested
  class Commands extends CommandContract {
    @Override
    TestHost start() throws Exception {
      return new EmbeddedHost();
    }
  }

  @Nested
  class Files extends FileContract {
    @Override
    TestHost start() throws Exception {
      return new EmbeddedHost();
    }
  }

  @Nested
  class Streams extends StreamContract {
    @Override
    TestHost start() throws Exception {
      return new EmbeddedHost();
    }
  }

  @Nested
  class Links extends LinkContract {
    @Override
    TestHost start() throws Exception {
      return new EmbeddedHost();
    }
  }
}
