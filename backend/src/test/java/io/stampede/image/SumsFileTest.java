package io.stampede.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SumsFileTest {
  private static final String MD5 = "0".repeat(32);
  private static final String SHA256 = "ab".repeat(32);
  private static final String SHA512 = "cd".repeat(64);

  @Test
  void coreutils_lists_are_read() {
    var list = SHA256 + " *noble-server-cloudimg-amd64.img\n" + MD5 + "  other.img\n";
    assertThat(SumsFile.find(list, "noble-server-cloudimg-amd64.img"))
        .contains(new Checksum(SHA256));
    assertThat(SumsFile.find(list, "other.img")).contains(new Checksum(MD5));
    assertThat(SumsFile.find(list, "amd64.img")).isEmpty();
    assertThat(SumsFile.find(SHA512.toUpperCase() + "  ./a/b.img", "b.img"))
        .contains(new Checksum(SHA512));
  }

  @Test
  void of_several_the_strongest_counts() {
    var digests =
        """
        # MD5 HASH
        %s  flatcar.img
        # SHA512 HASH
        %s  flatcar.img
        # SHA256 HASH
        %s  flatcar.img
        %s  flatcar.img.bz2
        """
            .formatted(MD5, SHA512, SHA256, MD5);
    assertThat(SumsFile.find(digests, "flatcar.img")).contains(new Checksum(SHA512));
    assertThat(SumsFile.find(digests, "flatcar.img.bz2")).contains(new Checksum(MD5));
  }

  @Test
  void lists_as_bsd_writes_them_are_read_signed_or_not() {
    var list =
        """
        -----BEGIN PGP SIGNED MESSAGE-----
        Hash: SHA256

        # Fedora-Cloud-Base-Generic-42-1.1.x86_64.qcow2: 530317312 bytes
        SHA256 (Fedora-Cloud-Base-Generic-42-1.1.x86_64.qcow2) = %s
        -----BEGIN PGP SIGNATURE-----
        """
            .formatted(SHA256);
    assertThat(SumsFile.find(list, "Fedora-Cloud-Base-Generic-42-1.1.x86_64.qcow2"))
        .contains(new Checksum(SHA256));
  }

  @Test
  void a_file_with_nothing_but_a_checksum_is_of_the_image_beside_it() {
    assertThat(SumsFile.find(SHA512 + "\n", "any.qcow2")).contains(new Checksum(SHA512));
    assertThat(SumsFile.find("<html>404</html>", "any.qcow2")).isEmpty();
    assertThat(SumsFile.find("", "any.qcow2")).isEmpty();
    assertThat(SumsFile.find("ab".repeat(20) + "0  x\n", "x")).isEmpty();
  }

  @Test
  void no_text_makes_it_fail() {
    var random = new Random(42);
    var signs = "ab0 *()=\n./x";
    for (int i = 0; i < 2000; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(300); n > 0; n--) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      assertThat(SumsFile.find(text.toString(), "x")).isNotNull();
    }
  }

  @Test
  void a_transfers_pace_is_told_with_what_is_left() {
    var pace = new Pace(0, 1_000_000);
    assertThat(pace.at(500_000_000, 2_000_000, OptionalLong.of(5_000_000))).isEmpty();
    assertThat(pace.at(2_000_000_000L, 3_000_000, OptionalLong.of(5_000_000)))
        .isEqualTo("1.0 MB/s, 2 s left");
    assertThat(pace.at(2_000_000_000L, 3_000_000, OptionalLong.of(603_000_000)))
        .isEqualTo("1.0 MB/s, 10 min left");
    assertThat(pace.at(2_000_000_000L, 3_000_000, OptionalLong.of(18_003_000_000L)))
        .isEqualTo("1.0 MB/s, 5 h left");
    assertThat(pace.at(2_000_000_000L, 3_000_000, OptionalLong.empty())).isEqualTo("1.0 MB/s");
  }
}
