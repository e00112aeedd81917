package io.stampede.web;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the server is started with: `--stampede.data=DIR --stampede.demo=true`.
///
/// @param data the folder of the store, the keys and the token
/// @param demo whether hosts are emulated
/// @param hosts names of this server, besides `localhost`, that browsers may call it by
@ConfigurationProperties("stampede")
public record WebSettings(
    Path data, @DefaultValue("false") boolean demo, @DefaultValue({}) List<String> hosts) {
  public WebSettings {
    hosts = List.copyOf(hosts);
  }
}
