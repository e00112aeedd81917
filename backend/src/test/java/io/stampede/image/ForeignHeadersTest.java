package io.stampede.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// VMDK, VHD and VHDX, byte by byte; those that qemu-img makes are in [ImageFormatsLabTest].
class ForeignHeadersTest {
  private static final String WHOLE =
      """
      # Disk DescriptorFile
      version=1
      CID=314778b6
      parentCID=ffffffff
      createType="streamOptimized"
      RW 20480 SPARSE "disk.vmdk"
      """;

  record InMemory(byte[] bytes) implements Window {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public byte[] read(long offset, int length) {
      if (offset < 0 || offset >= bytes.length) return new byte[0];
      return Arrays.copyOfRange(bytes, (int) offset, (int) Math.min(bytes.length, offset + length));
    }
  }

  private static ByteBuffer vmdk(String description) {
    var bytes = ByteBuffer.wrap(new byte[64 << 10]).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(0, "KDMV".getBytes(ISO_8859_1)).putInt(4, 1).putLong(12, 20480);
    bytes.putLong(28, 1).putLong(36, 20).put(512, description.getBytes(ISO_8859_1));
    return bytes;
  }

  private static DiskHeader parse(ByteBuffer vmdk) throws IOException {
    return VmdkHeader.parse(new InMemory(vmdk.array()));
  }

  @Test
  void a_vmdk_that_is_one_file_has_its_size() throws IOException {
    var header = parse(vmdk(WHOLE));
    assertThat(header.elsewhere()).isFalse();
    assertThat(header.faults()).isEmpty();
    assertThat(header.virtualSize()).isEqualTo(10 << 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RW 20480 FLAT \"/etc/shadow\" 0",
        "rw 20480 flat \"/etc/shadow\" 0",
        "RW 20480 SPARSE \"one\"\nRW 20480 FLAT \"/etc/shadow\" 0",
        "RDONLY 1 VMFS \"/dev/sda\"",
        "",
      })
  void a_vmdk_whose_extents_are_elsewhere_says_so(String extents) throws IOException {
    assertThat(parse(vmdk(WHOLE.replace("RW 20480 SPARSE \"disk.vmdk\"", extents))).elsewhere())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"parentCID=314778b6", "parentCID=FFFFFFFF\nparentFileNameHint=\"/etc/x\""})
  void a_vmdk_with_a_parent_says_so(String line) throws IOException {
    assertThat(parse(vmdk(WHOLE.replace("parentCID=ffffffff", line))).elsewhere()).isTrue();
  }

  @Test
  void a_vmdk_that_is_a_mere_description_or_of_another_type_has_a_fault() throws IOException {
    assertThat(parse(vmdk(WHOLE).putLong(12, 0)).faults()).isNotEmpty();
    assertThat(parse(vmdk(WHOLE).putLong(28, 0)).faults()).isNotEmpty();
    assertThat(parse(vmdk(WHOLE).putLong(36, Long.MAX_VALUE)).faults()).isNotEmpty();
    assertThat(parse(vmdk(WHOLE.replace("streamOptimized", "monolithicFlat"))).faults())
        .anySatisfy(fault -> assertThat(fault).contains("monolithicflat"));
    assertThat(parse(vmdk(WHOLE).putInt(4, 9)).faults()).isNotEmpty();
  }

  private static byte[] footer(int type, long size) {
    var bytes = ByteBuffer.wrap(new byte[512]);
    return bytes.put(0, "conectix".getBytes(ISO_8859_1)).putLong(48, size).putInt(60, type).array();
  }

  @Test
  void a_vhd_is_known_by_its_first_or_its_last_sector() throws IOException {
    var dynamic = Arrays.copyOf(footer(3, 10 << 20), 4096);
    var fixed = new byte[8192];
    System.arraycopy(footer(2, 7680), 0, fixed, 7680, 512);
    for (var bytes : new byte[][] {dynamic, fixed}) {
      var file = new InMemory(bytes);
      var header = VhdFooter.parse(VhdFooter.find(file, file.read(0, 512)).orElseThrow());
      assertThat(header.faults()).isEmpty();
      assertThat(header.elsewhere()).isFalse();
    }
    assertThat(VhdFooter.find(new InMemory(new byte[4096]), new byte[512])).isEmpty();
    assertThat(VhdFooter.parse(footer(4, 1 << 20)).elsewhere()).isTrue();
    assertThat(VhdFooter.parse(footer(9, 1 << 20)).faults()).isNotEmpty();
    assertThat(VhdFooter.parse(footer(2, -1)).faults()).isNotEmpty();
  }

  @Test
  void no_bytes_make_them_fail() throws IOException {
    var random = new Random(42);
    for (int i = 0; i < 3000; i++) {
      var bytes = vmdk(WHOLE).array();
      for (int n = random.nextInt(8); n >= 0; n--)
        bytes[4 + random.nextInt(800)] = (byte) random.nextInt();
      sane(VmdkHeader.parse(new InMemory(Arrays.copyOf(bytes, random.nextInt(bytes.length)))));
      var vhdx = new byte[300 << 10];
      System.arraycopy("vhdxfile".getBytes(ISO_8859_1), 0, vhdx, 0, 8);
      System.arraycopy("regi".getBytes(ISO_8859_1), 0, vhdx, 192 << 10, 4);
      for (int n = 0; n < 40; n++)
        vhdx[(192 << 10) + 4 + random.nextInt(100)] = (byte) random.nextInt();
      sane(VhdxHeader.parse(new InMemory(vhdx)));
      if (i % 50 != 0) i += 4; // the large ones are slow to make
    }
  }

  private static void sane(DiskHeader header) {
    assertThat(header.faults().isEmpty() && header.virtualSize() <= 0).isFalse();
  }

  @Test
  void what_qemu_says_of_an_image_is_judged() {
    var plain = "{\"format\": \"qcow2\", \"virtual-size\": 1048576, \"filename\": \"/x\"}";
    assertThat(QemuInfo.parse(plain, "/x").faults()).isEmpty();
    var backed = plain.replace("}", ", \"backing-filename\": \"/etc/shadow\"}");
    assertThat(QemuInfo.parse(backed, "/x").faults()).isNotEmpty();
    var detail = ", \"format-specific\": {\"data\": {%s}}}";
    for (var bad :
        new String[] {
          "\"data-file\": \"/etc/shadow\"",
          "\"corrupt\": true",
          "\"extents\": [{\"filename\": \"/etc/shadow\"}]",
          "\"extents\": [{}]"
        }) {
      var json = plain.replace("}", detail.formatted(bad));
      assertThat(QemuInfo.parse(json, "/x").faults()).as(bad).isNotEmpty();
    }
    var own = plain.replace("}", detail.formatted("\"extents\": [{\"filename\": \"/x\"}]"));
    assertThat(QemuInfo.parse(own, "/x").faults()).isEmpty();
    assertThat(QemuInfo.parse("[", "/x").faults()).isNotEmpty();
    assertThat(QemuInfo.parse("7", "/x").faults()).isNotEmpty();
  }
}
