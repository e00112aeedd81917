package io.stampede.web.rest;

import io.stampede.client.StampedeClient;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.ServletWebSocketHandlerRegistry;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/// Puts [ScreenSocket] at `/v1/screen` and [TerminalSocket] at `/v1/terminal`.
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class ScreenConfiguration implements WebSocketConfigurer {
  private final StampedeClient client;

  ScreenConfiguration(StampedeClient client) {
    this.client = client;
  }

  @Override
  public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
    if (registry instanceof ServletWebSocketHandlerRegistry first) first.setOrder(-1);
    var socket = new ScreenSocket(client);
    // Spring's own check compares with the URL it believes in; ours with the Host header.
    registry.addHandler(socket, "/v1/screen").addInterceptors(socket).setAllowedOriginPatterns("*");
    var terminals = new TerminalSocket(client);
    registry
        .addHandler(terminals, "/v1/terminal")
        .addInterceptors(terminals)
        .setAllowedOriginPatterns("*");
  }
}
