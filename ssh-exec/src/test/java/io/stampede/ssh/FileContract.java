package io.stampede.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.ssh.SshFailure.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// How files are treated on any host.
abstract class FileContract extends RemoteContract {
  @Test
  void a_file_is_replaced_as_a_whole() throws Exception {
    var path = host.path("replaced");
    remote.files().replace(path, "first, and longer".getBytes(UTF_8), 0644);
    remote.files().replace(path, "second".getBytes(UTF_8), 0600);
    assertThat(remote.files().read(path)).isEqualTo("second".getBytes(UTF_8));
    assertThat(remote.files().stat(path)).contains(new RemoteFiles.FileFacts(6, false, 0600));
  }

  @Test
  void a_replacement_leaves_nothing_beside_the_file() throws Exception {
    var path = host.path("alone");
    remote.files().replace(path, new byte[] {1}, 0600);
    var broken = new BrokenStream(100_000);
    var failure = failure(() -> remote.files().replace(path, broken, 0600, _ -> {}));
    assertThat(failure.reason()).isEqualTo(Reason.CUT);
    assertThat(failure).hasMessageContaining("could not be read");
    assertThat(remote.files().read(path)).isEqualTo(new byte[] {1});
    assertThat(leftovers()).isFalse();
  }

  @Test
  void a_large_file_arrives_whole_and_its_progress_is_told() throws Exception {
    var content = random(10_000_000);
    var told = new AtomicLong();
    var path = host.path("large");
    remote.files().replace(path, new ByteArrayInputStream(content), 0644, told::set);
    assertThat(Files.readAllBytes(Path.of(path.value()))).isEqualTo(content);
    assertThat(told).hasValue(10_000_000);
    assertThat(remote.files().read(path)).isEqualTo(content);
  }

  @Test
  void a_transfer_is_taken_up_where_it_ended() throws Exception {
    var content = random(300_000);
    var path = host.path("resumed");
    var first = new ByteArrayInputStream(content, 0, 200_000);
    var told = new AtomicLong();
    remote.files().write(path, 0, first, told::set);
    var rest = new ByteArrayInputStream(content, 150_000, 150_000);
    remote.files().write(path, 150_000, rest, told::set);
    assertThat(remote.files().read(path)).isEqualTo(content);
    assertThat(told).hasValue(300_000);
    var failure = failure(() -> remote.files().write(path, 300_001, rest, _ -> {}));
    assertThat(failure.reason()).isEqualTo(Reason.FILE);
    assertThat(failure).hasMessageContaining("300000 bytes");
  }

  @Test
  void a_file_that_is_not_there_is_told_apart() throws Exception {
    var path = host.path("nowhere/file");
    assertThat(remote.files().stat(path)).isEmpty();
    remote.files().delete(path);
    assertThat(remote.files().list(host.path("nowhere"))).isEmpty();
    var failure = failure(() -> remote.files().read(path));
    assertThat(failure.reason()).isEqualTo(Reason.FILE);
    assertThat(failure).hasMessageContaining("read " + path).hasMessageContaining("no such file");
    assertThat(failure(() -> remote.files().replace(path, new byte[0], 0600)).reason())
        .isEqualTo(Reason.FILE);
  }

  @Test
  void a_file_of_no_told_size_is_read_to_its_end() throws Exception {
    assertThat(new String(remote.files().read(new RemotePath("/proc/self/status")), UTF_8))
        .contains("Pid:");
  }

  @Test
  void a_large_file_is_copied_from_any_place_to_its_end() throws Exception {
    var content = random(5_000_001);
    Files.write(host.folder().resolve("large"), content);
    for (int offset : new int[] {0, 1, 32_768, 5_000_000, 5_000_001, 9_000_000}) {
      var got = new ByteArrayOutputStream();
      var reached = new AtomicLong(offset);
      remote.files().read(host.path("large"), offset, got, reached::set);
      var rest = Arrays.copyOfRange(content, Math.min(offset, content.length), content.length);
      assertThat(got.toByteArray()).isEqualTo(rest);
      assertThat(reached.get()).isEqualTo(offset + rest.length);
    }
  }

  @Test
  void a_copy_ends_where_the_file_does_whatever_size_was_told() throws Exception {
    var got = new ByteArrayOutputStream();
    remote.files().read(new RemotePath("/proc/self/status"), 0, got, _ -> {});
    assertThat(got.toString(UTF_8)).contains("Pid:");
  }

  @Test
  void a_copy_that_cannot_be_kept_is_told_apart_and_leaves_the_channel_in_order() throws Exception {
    Files.write(host.folder().resolve("kept"), random(3_000_000));
    var full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("the disk is full");
          }
        };
    var failure = failure(() -> remote.files().read(host.path("kept"), 0, full, _ -> {}));
    assertThat(failure.reason()).isEqualTo(Reason.CUT);
    assertThat(failure).hasMessageContaining("the disk is full");
    assertThat(remote.files().read(host.path("kept"))).isEqualTo(random(3_000_000));
    var absent =
        failure(() ->
            remote.files().read(host.path("absent"), 0, OutputStream.nullOutputStream(), _ -> {}));
    assertThat(absent.reason()).isEqualTo(Reason.FILE);
  }

  @Test
  void a_file_too_large_to_be_read_whole_is_refused() throws Exception {
    var path = host.path("sparse");
    try (var file = new RandomAccessFile(path.value(), "rw")) {
      file.setLength(17L * 1024 * 1024);
    }
    assertThat(failure(() -> remote.files().read(path)).reason()).isEqualTo(Reason.PROTOCOL);
  }

  @Test
  void folders_are_made_listed_and_moved() throws Exception {
    var folder = host.path("a/b/c");
    remote.files().mkdirs(folder, 0750);
    remote.files().mkdirs(folder, 0700);
    assertThat(remote.files().stat(folder).orElseThrow().folder()).isTrue();
    assertThat(remote.files().stat(folder).orElseThrow().mode()).isEqualTo(0750);
    remote.files().replace(folder.child("x"), new byte[0], 0600);
    remote.files().replace(folder.child("y"), new byte[] {1}, 0600);
    remote.files().rename(folder.child("y"), folder.child("x"));
    assertThat(remote.files().list(folder)).containsExactly("x");
    assertThat(remote.files().stat(folder.child("x")).orElseThrow().size()).isEqualTo(1);
    remote.files().delete(folder.child("x"));
    assertThat(remote.files().list(folder)).isEmpty();
    remote.files().replace(host.path("plain"), new byte[0], 0600);
    var failure = failure(() -> remote.files().mkdirs(host.path("plain/under"), 0700));
    assertThat(failure.reason()).isEqualTo(Reason.FILE);
  }

  @Test
  void many_folders_are_made_by_many_at_once() throws Exception {
    var calls = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < 20; i++) {
      var name = "same/one/" + i % 4;
      calls.add(() -> {
        remote.files().mkdirs(host.path(name), 0755);
        return remote.files().stat(host.path(name)).isPresent();
      });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : threads.invokeAll(calls)) assertThat(each.get()).isTrue();
    }
  }

  private boolean leftovers() throws IOException {
    try (var names = Files.list(host.folder())) {
      return names.anyMatch(name -> name.getFileName().toString().startsWith(".stampede-"));
    }
  }
}
