package io.stampede.web.access;

import io.stampede.web.WebSettings;
import jakarta.servlet.Filter;
import java.net.InetAddress;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/// The order in which a request is looked at.
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
  @Bean
  Token token(WebSettings settings) {
    return Token.at(settings.data().resolve("token"));
  }

  @Bean
  FilterRegistrationBean<HeaderFilter> headerFilter() {
    return at(0, new HeaderFilter());
  }

  /// Only needed where the server listens on loopback: elsewhere its names are not known.
  @Bean
  FilterRegistrationBean<HostFilter> hostFilter(
      WebSettings settings, @Value("${server.address}") InetAddress address) {
    var registration = at(1, new HostFilter(settings.hosts()));
    registration.setEnabled(address.isLoopbackAddress() || !settings.hosts().isEmpty());
    return registration;
  }

  @Bean
  FilterRegistrationBean<TokenFilter> tokenFilter(Token token) {
    return at(2, new TokenFilter(token, InstantSource.system()));
  }

  private static <F extends Filter> FilterRegistrationBean<F> at(int place, F filter) {
    var registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
    return registration;
  }
}
