package io.stampede.ssh;

import io.stampede.ssh.SshFailure.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;

/// Files through the kept SFTP channel.
final class SftpFiles implements RemoteFiles {
  private static final int MAX_READ = 16 * 1024 * 1024;
  private static final int READ_AT_ONCE = 128 * 1024;
  private static final int MAX_NAMES = 100_000;
  private static final int PERMISSIONS = 07777;

  private final SecureRandom random = new SecureRandom();
  private final SftpLine line;

  SftpFiles(SftpLine line) {
    this.line = line;
  }

  @Override
  public Optional<FileFacts> stat(RemotePath path) throws SshFailure {
    return line.find("look at " + path, sftp -> facts(sftp.stat(path.value())));
  }

  private static FileFacts facts(Attributes attributes) {
    return new FileFacts(
        attributes.getSize(), attributes.isDirectory(), attributes.getPermissions() & PERMISSIONS);
  }

  @Override
  public byte[] read(RemotePath path) throws SshFailure {
    return line.ask(
        "read " + path,
        sftp -> {
          try (var handle = sftp.open(path.value(), EnumSet.of(OpenMode.Read))) {
            return readAll(sftp, handle, path);
          }
        });
  }

  @Override
  public void read(RemotePath path, long offset, OutputStream sink, LongConsumer received)
      throws SshFailure {
    var purpose = "read " + path;
    line.ask(
        purpose,
        sftp -> {
          try (var handle = sftp.open(path.value(), EnumSet.of(OpenMode.Read))) {
            sftp.download(handle, offset, new Sink(sink, offset, received));
          } catch (Sink.Failure e) {
            throw line.failure(
                Reason.CUT, purpose, "what came could not be kept: " + e.getMessage(), e);
          }
          return true;
        });
  }

  /// Reads to the end and not to the size: files of `/proc` say 0.
  private byte[] readAll(SftpChannel sftp, CloseableHandle handle, RemotePath path)
      throws IOException {
    var all = new ByteArrayOutputStream();
    var buffer = new byte[READ_AT_ONCE];
    var end = new AtomicReference<Boolean>();
    while (!Boolean.TRUE.equals(end.get())) {
      int n = sftp.read(handle, all.size(), buffer, 0, buffer.length, end);
      if (n < 0) break;
      all.write(buffer, 0, n);
      if (all.size() > MAX_READ) {
        throw line.failure(Reason.PROTOCOL, "read " + path, "it is larger than 16 MiB", null);
      }
    }
    return all.toByteArray();
  }

  @Override
  public void replace(RemotePath path, byte[] content, int mode) throws SshFailure {
    replace(path, new ByteArrayInputStream(content), mode, _ -> {});
  }

  @Override
  public void replace(RemotePath path, InputStream content, int mode, LongConsumer sent)
      throws SshFailure {
    var purpose = "write " + path;
    var source = new Source(content, 0, sent);
    line.send(
        purpose,
        source,
        parent(path),
        sftp -> {
          var beside = parent(path).child(".stampede-" + nonce()).value();
          try {
            try (var handle = sftp.create(beside, mode)) {
              fill(sftp, handle, 0, source, purpose);
            }
            if (!sftp.posixRename(beside, path.value())) {
              throw line.failure(
                  Reason.FILE, purpose, "its SFTP server cannot replace a file in one move", null);
            }
          } catch (IOException e) {
            var named = line.named(e, sftp, purpose, parent(path)); // as long as the disk is full
            removeQuietly(sftp, beside, named);
            throw named;
          }
          return true;
        });
  }

  @Override
  public void write(RemotePath path, long offset, InputStream content, LongConsumer sent)
      throws SshFailure {
    var purpose = "write " + path;
    var source = new Source(content, offset, sent);
    line.send(
        purpose,
        source,
        parent(path),
        sftp -> {
          var modes = EnumSet.of(OpenMode.Write, OpenMode.Create);
          try (var handle = sftp.open(path.value(), modes)) {
            long size = sftp.stat(handle).getSize();
            if (size < offset) {
              throw line.failure(
                  Reason.FILE,
                  purpose,
                  "it holds %d bytes and cannot go on at %d".formatted(size, offset),
                  null);
            }
            if (size > offset) sftp.setStat(handle, new Attributes().size(offset));
            fill(sftp, handle, offset, source, purpose);
          }
          return true;
        });
  }

  /// MINA gives up silently when a confirmation is late, so the size is the proof.
  private void fill(
      SftpChannel sftp, CloseableHandle handle, long offset, Source source, String purpose)
      throws IOException {
    sftp.upload(handle, offset, source);
    long size = sftp.stat(handle).getSize();
    if (size != source.position()) {
      throw line.failure(
          Reason.CUT,
          purpose,
          "it holds %d bytes of %d sent".formatted(size, source.position()),
          null);
    }
    sftp.sync(handle);
  }

  private static void removeQuietly(SftpChannel sftp, String path, IOException why) {
    try {
      if (sftp.isOpen()) sftp.remove(path);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  @Override
  public void mkdirs(RemotePath folder, int mode) throws SshFailure {
    var missing = new ArrayList<RemotePath>();
    for (var at = folder; !isFolder(at); at = parent(at)) missing.addFirst(at);
    for (var each : missing) mkdir(each, mode);
  }

  /// Two may make one folder at the same time; the host then says no more than "failure".
  private void mkdir(RemotePath folder, int mode) throws SshFailure {
    try {
      line.ask(
          "make the folder " + folder,
          sftp -> {
            sftp.mkdir(folder.value(), mode);
            return true;
          });
    } catch (SshFailure e) {
      if (e.reason() != Reason.FILE || !isFolder(folder)) throw e;
    }
  }

  private boolean isFolder(RemotePath path) throws SshFailure {
    var facts = stat(path);
    if (facts.isPresent() && !facts.get().folder()) {
      throw line.failure(Reason.FILE, "make the folder " + path, "a file is there", null);
    }
    return facts.isPresent() || path.value().equals("/");
  }

  @Override
  public void delete(RemotePath path) throws SshFailure {
    line.find(
        "remove " + path,
        sftp -> {
          sftp.remove(path.value());
          return true;
        });
  }

  @Override
  public List<String> list(RemotePath folder) throws SshFailure {
    return line.find("list " + folder, sftp -> names(sftp, folder)).orElse(List.of());
  }

  private List<String> names(SftpChannel sftp, RemotePath folder) throws IOException {
    var names = new ArrayList<String>();
    try (var handle = sftp.openDir(folder.value())) {
      for (var some = sftp.readDir(handle); some != null; some = sftp.readDir(handle)) {
        for (var entry : some) names.add(entry.getFilename());
        if (names.size() > MAX_NAMES) {
          throw line.failure(
              Reason.PROTOCOL,
              "list " + folder,
              "it has more than %d entries".formatted(MAX_NAMES),
              null);
        }
      }
    }
    names.removeIf(name -> name.equals(".") || name.equals(".."));
    if (names.stream().anyMatch(name -> name.isEmpty() || name.contains("/"))) {
      throw line.failure(Reason.PROTOCOL, "list " + folder, "it told names with a slash", null);
    }
    return List.copyOf(names);
  }

  @Override
  public void rename(RemotePath from, RemotePath to) throws SshFailure {
    line.ask(
        "rename " + from + " to " + to,
        sftp -> {
          if (!sftp.posixRename(from.value(), to.value())) sftp.rename(from.value(), to.value());
          return true;
        });
  }

  private static RemotePath parent(RemotePath path) {
    int slash = path.value().lastIndexOf('/');
    return new RemotePath(slash == 0 ? "/" : path.value().substring(0, slash));
  }

  private String nonce() {
    var bytes = new byte[8];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
