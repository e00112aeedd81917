package io.stampede.ssh;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Files of a host, through SFTP on one kept channel.
public interface RemoteFiles {
  /// A file's size in bytes and kind; empty when there is none.
  Optional<FileFacts> stat(RemotePath path) throws SshFailure;

  /// The whole of a small file; refuses one of more than 16 MiB.
  byte[] read(RemotePath path) throws SshFailure;

  /// Copies a file of any size, from `offset` to the end that it has then; `received` is told the
  /// position reached. The sink is flushed and left open; when it fails, the failure is `CUT`.
  void read(RemotePath path, long offset, OutputStream sink, LongConsumer received)
      throws SshFailure;

  /// Replaces a file as a whole: written beside it, synced where the host can, renamed over it. A
  /// cut leaves the old file or the new one. `mode` is POSIX permission bits, as `0600`.
  void replace(RemotePath path, byte[] content, int mode) throws SshFailure;

  /// The same for content of any size; `sent` is told the number of bytes so far.
  void replace(RemotePath path, InputStream content, int mode, LongConsumer sent) throws SshFailure;

  /// Continues or begins a file in place, at `offset`, which must not lie beyond its end; what it
  /// held from there on is gone. For transfers that can be taken up again: `sent` is told the
  /// position reached.
  void write(RemotePath path, long offset, InputStream content, LongConsumer sent)
      throws SshFailure;

  /// Makes a folder and its parents where missing.
  void mkdirs(RemotePath folder, int mode) throws SshFailure;

  /// Removes a file; no file is no error.
  void delete(RemotePath path) throws SshFailure;

  /// The names in a folder, without `.` and `..`; empty when there is no such folder.
  List<String> list(RemotePath folder) throws SshFailure;

  /// As `rename(2)`: in one move, over a file that is there.
  void rename(RemotePath from, RemotePath to) throws SshFailure;

  record FileFacts(long size, boolean folder, int mode) {}
}
