package io.stampede.ssh;

import java.io.IOException;
import java.io.InputStream;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.sftp.client.SftpErrorDataHandler;
import org.apache.sshd.sftp.client.SftpVersionSelector;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHFsyncExtension;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHPosixRenameExtension;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHStatExtensionInfo;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHStatPathExtension;
import org.apache.sshd.sftp.client.impl.DefaultCloseableHandle;
import org.apache.sshd.sftp.client.impl.DefaultSftpClient;
import org.apache.sshd.sftp.client.impl.SftpOutputStreamAsync;
import org.apache.sshd.sftp.common.SftpConstants;

/// SFTP version 3 (draft-ietf-secsh-filexfer-02), the one that OpenSSH speaks, with what of
/// OpenSSH's extensions a safe replacement needs.
final class SftpChannel extends DefaultSftpClient {
  SftpChannel(ClientSession session) throws IOException {
    super(
        session,
        SftpVersionSelector.fixedVersionSelector(SftpConstants.SFTP_V3),
        SftpErrorDataHandler.EMPTY);
  }

  /// Makes a file that was not there, closed to others from its first moment: MINA's own `open`
  /// leaves the permissions to the host.
  CloseableHandle create(String path, int mode) throws IOException {
    Buffer request = new ByteArrayBuffer(path.length() + Long.SIZE, false);
    request = putReferencedName(SftpConstants.SSH_FXP_OPEN, request, path, 0);
    request.putInt(
        SftpConstants.SSH_FXF_WRITE | SftpConstants.SSH_FXF_CREAT | SftpConstants.SSH_FXF_EXCL);
    request = writeAttributes(SftpConstants.SSH_FXP_OPEN, request, permissions(mode));
    var id = checkHandle(SftpConstants.SSH_FXP_OPEN, request);
    var handle = new DefaultCloseableHandle(this, path, id);
    setStat(handle, permissions(mode)); // past the host's umask
    return handle;
  }

  void mkdir(String path, int mode) throws IOException {
    mkdir(path);
    setStat(path, permissions(mode));
  }

  /// Writes all of the source, many packets under way at once, and returns when the host has
  /// confirmed each.
  void upload(CloseableHandle handle, long offset, InputStream source) throws IOException {
    try (var out = new SftpOutputStreamAsync(this, 0, handle.getPath(), handle, false)) {
      out.setOffset(offset);
      out.transferFrom(source);
    }
  }

  /// Reads from an offset to the end, many packets under way at once.
  void download(CloseableHandle handle, long offset, Sink sink) throws IOException {
    long size = stat(handle).getSize();
    new Download(this, handle.getIdentifier()).transfer(offset, size, sink);
  }

  /// Makes the host write a file to its disk, where it offers that.
  void sync(CloseableHandle handle) throws IOException {
    var fsync = getExtension(OpenSSHFsyncExtension.class);
    if (fsync != null && fsync.isSupported()) fsync.fsync(handle);
  }

  /// As `rename(2)`: over a file that is there. False when the host cannot.
  boolean posixRename(String from, String to) throws IOException {
    var rename = getExtension(OpenSSHPosixRenameExtension.class);
    if (rename == null || !rename.isSupported()) return false;
    rename.posixRename(from, to);
    return true;
  }

  /// Whether the file system of a folder takes nothing more; false when the host does not tell.
  boolean full(String folder) throws IOException {
    var statvfs = getExtension(OpenSSHStatPathExtension.class);
    if (statvfs == null || !statvfs.isSupported()) return false;
    OpenSSHStatExtensionInfo info = statvfs.stat(folder);
    return info.f_bavail == 0 || (info.f_files > 0 && info.f_favail == 0);
  }

  private static Attributes permissions(int mode) {
    var attributes = new Attributes();
    attributes.setPermissions(mode);
    return attributes;
  }
}
