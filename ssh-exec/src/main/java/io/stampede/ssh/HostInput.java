package io.stampede.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.common.channel.AbstractChannel;

/// Bytes from a host, told apart: their end, which the host announces, and a cut, which MINA's own
/// stream reports as an end, too.
final class HostInput extends FilterInputStream {
  private final ClientChannel channel;
  private final Endpoint endpoint;
  private final String purpose;

  HostInput(InputStream source, ClientChannel channel, Endpoint endpoint, String purpose) {
    super(source);
    this.channel = channel;
    this.endpoint = endpoint;
    this.purpose = purpose;
  }

  @Override
  public int read() throws IOException {
    return checked(super.read());
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return checked(super.read(buffer, offset, length));
  }

  /// MINA's stream answers -1 at its end.
  @Override
  public int available() throws IOException {
    return Math.max(0, super.available());
  }

  private int checked(int read) throws SshFailure {
    if (read >= 0 || announced() || channel.getSession().isOpen()) return read;
    throw Failures.cut(endpoint, purpose, null);
  }

  private boolean announced() {
    return channel.getExitStatus() != null
        || (channel instanceof AbstractChannel c && c.isEofSignalled());
  }
}
