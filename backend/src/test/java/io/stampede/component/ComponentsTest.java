package io.stampede.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentsTest {
  private static final String SHA256 =
      "e5cb87383c19640aa85391850227e8a1cecfec96f3a5d6f17e7a7c2276dd7623";

  @TempDir private Path folder;

  private void write(String description, String archive) throws IOException {
    Files.writeString(folder.resolve("net.properties"), description);
    Files.writeString(folder.resolve("net.tar.gz"), archive);
  }

  private static String good() {
    return """
    name=net
    version=daed796d9cf7
    image=stampede-net:daed796d9cf7
    sha256=%s
    bytes=5
    unpackedBytes=10240
    """
        .formatted(SHA256);
  }

  @Test
  void a_folder_that_is_not_there_holds_none() throws IOException {
    assertThat(Components.in(folder.resolve("nothing"))).isEqualTo(Components.none());
  }

  @Test
  void what_was_built_is_found() throws IOException {
    write(good(), "12345");
    var net = new Component("net", "daed796d9cf7", SHA256, 5, 10240, folder.resolve("net.tar.gz"));
    assertThat(Components.in(folder).all()).containsExactly(net);
    assertThat(net.image()).isEqualTo("stampede-net:daed796d9cf7");
    assertThat(net.mebibytes()).isEqualTo(1);
  }

  @Test
  void an_archive_that_was_cut_off_is_no_component() throws IOException {
    write(good(), "123");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Components.in(folder))
        .withMessageContaining("not as long");
  }

  @ParameterizedTest
  @CsvSource({"daed796d9cf7, x; rm -rf /", "bytes=5, bytes=-1", "sha256=, sha=", "=10240, =many"})
  void a_description_that_makes_no_sense_is_refused(String text, String other) throws IOException {
    write(good().replace(text, other), "12345");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Components.in(folder))
        .withMessageContaining("net.properties");
  }

  @Test
  void a_host_with_a_libvirt_of_its_own_gets_none() {
    var libvirt = new Component("libvirt", "daed796d9cf7", SHA256, 5, 9, folder);
    var all = new Components(java.util.List.of(libvirt));
    assertThat(all.wantedBy(true)).isEmpty();
    assertThat(all.wantedBy(false)).containsExactly(libvirt);
  }
}
