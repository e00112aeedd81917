package io.stampede.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.cli.show.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValueSourceTest {
  private static final byte[] NO_TEXT = {0x1f, (byte) 0x8b, 8, 0};

  private static ValueSource source(byte[] piped) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    return new ValueSource(
        new Terminal(
            new ByteArrayInputStream(piped), nowhere, nowhere, false, false, 80, Map.of()));
  }

  @Test
  void a_file_that_is_no_text_is_sent_as_base64_where_any_bytes_may_be(@TempDir Path folder)
      throws IOException {
    var packed = Files.write(folder.resolve("user-data.gz"), NO_TEXT);
    assertThat(source(new byte[0]).bytes("--user-data", "@" + packed))
        .isEqualTo("data:;base64,H4sIAA==");
    assertThat(source(NO_TEXT).bytes("--user-data", "@-")).isEqualTo("data:;base64,H4sIAA==");
  }

  @Test
  void text_is_sent_as_it_is(@TempDir Path folder) throws IOException {
    var script = Files.writeString(folder.resolve("user-data"), "#!/bin/sh\necho ü\n");
    var source = source("piped\n".getBytes(UTF_8));
    assertThat(source.bytes("--user-data", "@" + script)).isEqualTo("#!/bin/sh\necho ü\n");
    assertThat(source.bytes("--user-data", "@-")).isEqualTo("piped\n");
    assertThat(source.bytes("--user-data", "@@x")).isEqualTo("@x");
    assertThat(source.bytes("--user-data", "plain")).isEqualTo("plain");
  }
}
