package io.stampede.ssh;

import io.stampede.ssh.SshFailure.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.jspecify.annotations.Nullable;

/// The one kept SFTP channel of a host, opened when first needed and again when it is lost; and the
/// words for what goes wrong on it.
final class SftpLine {
  private final Endpoint endpoint;
  private final Sessions sessions;
  private final AtomicInteger underway = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable SftpChannel channel;

  /// What is asked of the channel.
  @FunctionalInterface
  interface Question<T> {
    T ask(SftpChannel sftp) throws IOException;
  }

  SftpLine(Endpoint endpoint, Sessions sessions) {
    this.endpoint = endpoint;
    this.sessions = sessions;
  }

  <T> T ask(String purpose, Question<T> question) throws SshFailure {
    var sftp = channel(purpose);
    try {
      return question.ask(sftp);
    } catch (IOException e) {
      throw told(e, sftp, purpose);
    } finally {
      leave(sftp);
    }
  }

  /// The same; empty when there is no such file or folder.
  <T> Optional<T> find(String purpose, Question<T> question) throws SshFailure {
    var sftp = channel(purpose);
    try {
      return Optional.of(question.ask(sftp));
    } catch (IOException e) {
      if (e instanceof SftpException s && s.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
        return Optional.empty();
      }
      throw told(e, sftp, purpose);
    } finally {
      leave(sftp);
    }
  }

  /// The same for an upload: a failure of the source is not the host's, and a full disk is named.
  <T> T send(String purpose, Source source, RemotePath folder, Question<T> question)
      throws SshFailure {
    var sftp = channel(purpose);
    try {
      return question.ask(sftp);
    } catch (IOException e) {
      if (source.failure().isPresent()) {
        throw failure(
            Reason.CUT, purpose, "what to send could not be read: " + Failures.said(e), e);
      }
      throw told(named(e, sftp, purpose, folder), sftp, purpose);
    } finally {
      leave(sftp);
    }
  }

  /// The failure itself, or in better words when the disk is full: the host says only "failure".
  IOException named(IOException e, SftpChannel sftp, String purpose, RemotePath folder) {
    return e instanceof SftpException s
            && s.getStatus() == SftpConstants.SSH_FX_FAILURE
            && full(sftp, folder)
        ? failure(Reason.FILE, purpose, "no space is left on its disk; free some and try again", e)
        : e;
  }

  SshFailure failure(Reason reason, String purpose, String why, @Nullable Throwable cause) {
    return new SshFailure(
        reason, "%s cannot %s: %s".formatted(Failures.at(endpoint), purpose, why), cause);
  }

  private static boolean full(SftpChannel sftp, RemotePath folder) {
    try {
      return sftp.full(folder.value());
    } catch (IOException e) {
      return false; // then the host's own word has to do
    }
  }

  private SftpChannel channel(String purpose) throws SshFailure {
    lock.lock();
    try {
      if (channel == null || !channel.isOpen()) {
        var deadline = Deadline.in(Channels.PATIENCE);
        channel =
            sessions.open(
                purpose,
                deadline,
                SftpChannel::getClientChannel,
                session -> open(session, purpose));
      }
      underway.incrementAndGet();
      return channel;
    } finally {
      lock.unlock();
    }
  }

  /// On a further connection it must not stay: that one shall end when it is idle.
  private void leave(SftpChannel sftp) {
    lock.lock();
    try {
      boolean last = underway.decrementAndGet() == 0;
      if (last && sessions.isFurther(sftp.getClientSession())) sftp.getClientChannel().close(false);
    } finally {
      lock.unlock();
    }
  }

  private SftpChannel open(ClientSession session, String purpose) throws SshFailure {
    try {
      return new SftpChannel(session);
    } catch (IOException | RuntimeException e) {
      if (ungranted(e)) {
        throw failure(Reason.BUSY, purpose, "it grants no further channel (see MaxSessions)", e);
      }
      if (!session.isOpen()) throw Channels.notMade(endpoint, purpose, e);
      throw failure(Reason.PROTOCOL, purpose, "its sshd offers no SFTP (see Subsystem sftp)", e);
    }
  }

  private static boolean ungranted(@Nullable Throwable e) {
    return e instanceof SshChannelOpenException || (e != null && ungranted(e.getCause()));
  }

  private SshFailure told(IOException e, SftpChannel sftp, String purpose) {
    return switch (e) {
      case SshFailure failure -> failure;
      case SftpException refusal -> failure(Reason.FILE, purpose, why(refusal), refusal);
      case InterruptedIOException interrupt -> {
        drop(sftp);
        yield Failures.interrupted(
            endpoint, purpose, new InterruptedException(Failures.said(interrupt)));
      }
      default -> {
        drop(sftp);
        yield Failures.cut(endpoint, purpose, e);
      }
    };
  }

  private static String why(SftpException refusal) {
    return switch (refusal.getStatus()) {
      case SftpConstants.SSH_FX_NO_SUCH_FILE -> "there is no such file or folder";
      case SftpConstants.SSH_FX_PERMISSION_DENIED ->
          "the user may not; give it the right, or log in as another";
      default -> "the host says only: " + Failures.said(refusal);
    };
  }

  /// An answer may still be on its way to a question nobody waits for.
  private void drop(SftpChannel sftp) {
    sftp.getClientChannel().close(true);
  }

  void close() {
    lock.lock();
    try {
      if (channel != null) drop(channel);
      channel = null;
    } finally {
      lock.unlock();
    }
  }
}
