package io.stampede.web.rest;

import io.stampede.client.StampedeClient;
import io.stampede.ssh.ByteStream;

/// The screen of a virtual machine: bytes of RFB (VNC) in binary frames, and nothing else.
final class ScreenSocket extends RelaySocket {
  private final StampedeClient client;

  ScreenSocket(StampedeClient client) {
    super("screen", 64 * 1024);
    this.client = client;
  }

  @Override
  ByteStream open(String ticket) {
    return client.openTicket(ticket);
  }
}
