package io.stampede.ssh;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.sftp.client.impl.SftpResponse;
import org.apache.sshd.sftp.client.impl.SftpStatus;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/// Reads a file with many requests under way (draft-ietf-secsh-filexfer-02, section 6.4), as
/// OpenSSH's `sftp` does: one at a time would cost a round trip for each block.
final class Download {
  /// What OpenSSH gives in one answer (it would give 255 KiB); others give less, and are asked for
  /// the rest.
  private static final int BLOCK = 128 * 1024;

  /// 4 MiB, which is the channel's window: more answers would have to wait.
  private static final int UNDER_WAY = 32;

  private final SftpChannel sftp;
  private final byte[] handle;
  private final Deque<Request> requests = new ArrayDeque<>();
  private final byte[] block = new byte[BLOCK];

  private record Request(int id, long offset, int length) {}

  Download(SftpChannel sftp, byte[] handle) {
    this.sftp = sftp;
    this.handle = handle;
  }

  /// From an offset to the first end that the host tells, whatever size it said before: files of
  /// `/proc` say 0, and others grow.
  ///
  /// @param size what the file is said to hold; beyond it is asked for one block at a time
  void transfer(long offset, long size, Sink sink) throws IOException {
    long next = offset;
    boolean ended = false;
    try {
      while (!ended) {
        while (requests.isEmpty() || (requests.size() < UNDER_WAY && next < size)) {
          requests.addLast(ask(next, BLOCK));
          next += BLOCK;
        }
        var request = requests.removeFirst();
        int got = answer(request);
        ended = got < 0;
        if (ended) break;
        sink.write(block, 0, got);
        int missing = request.length() - got;
        if (missing > 0) requests.addFirst(ask(request.offset() + got, missing));
      }
    } finally {
      forgetTheRest();
    }
    sink.flush();
  }

  private Request ask(long offset, int length) throws IOException {
    var packet = new ByteArrayBuffer(handle.length + Long.SIZE, false);
    packet.putBytes(handle);
    packet.putLong(offset);
    packet.putUInt(length);
    return new Request(sftp.send(SftpConstants.SSH_FXP_READ, packet), offset, length);
  }

  /// The number of bytes in the block; -1 at the end of the file.
  private int answer(Request request) throws IOException {
    var response = SftpResponse.parse(SftpConstants.SSH_FXP_READ, sftp.receive(request.id()));
    var buffer = response.getBuffer();
    if (response.getType() == SftpConstants.SSH_FXP_STATUS) {
      var status = SftpStatus.parse(response);
      if (status.getStatusCode() == SftpConstants.SSH_FX_EOF) return -1;
      throw new SftpException(status.getStatusCode(), status.getMessage());
    }
    int length = response.getType() == SftpConstants.SSH_FXP_DATA ? buffer.getInt() : 0;
    if (length < 1 || length > request.length()) {
      throw new SftpException(
          SftpConstants.SSH_FX_BAD_MESSAGE,
          "asked for %d bytes, it gave %d".formatted(request.length(), length));
    }
    buffer.getRawBytes(block, 0, length);
    return length;
  }

  /// Takes answers that nobody waits for, so that they are not kept for ever.
  private void forgetTheRest() throws IOException {
    for (var request : requests) {
      if (sftp.isOpen()) sftp.receive(request.id());
    }
  }
}
