package io.stampede.web.fake;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/// The fake in the backend's place; use it with `stampede.backend=fake`.
@TestConfiguration(proxyBeanMethods = false)
public class FakeBackend {
  @Bean
  FakeClient fakeClient() {
    return new FakeClient();
  }
}
