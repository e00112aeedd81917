package io.stampede.vm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.stampede.engine.ResourceId;
import io.stampede.vm.DomainXml.Platform;
import io.stampede.vm.DomainXml.Seen;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainXmlTest {
  private static final ResourceId ID = new ResourceId("virtualMachine", "vm-2k7m9q4ta3");
  private static final String FOLDER = "/var/lib/stampede/vm/vm-2k7m9q4ta3";

  static Stream<Arguments> goldens() {
    return Stream.of(
        Arguments.of("plain", new Platform("x86_64", false), shape()),
        Arguments.of(
            "grows",
            new Platform("x86_64", false),
            new VmShape(
                2,
                512,
                List.of(),
                Optional.empty(),
                OptionalInt.of(8),
                OptionalInt.of(1024),
                Optional.empty())),
        Arguments.of(
            "kvm-network", new Platform("x86_64", true), shape(card(VmCard.NETWORK, "default"))),
        Arguments.of("bridge", new Platform("x86_64", true), shape(card(VmCard.BRIDGE, "br0"))),
        Arguments.of(
            "drive", new Platform("x86_64", false), shape().with(Optional.of("0123456789abcdef"))),
        Arguments.of(
            "disc", new Platform("x86_64", false), shape().withDisc(Optional.of("im-disc000001"))),
        Arguments.of(
            "cards",
            new Platform("x86_64", true),
            shape(
                VmCard.seen("06:53:00:00:00:01", VmCard.BRIDGE, "st-1", "stm-00000001"),
                card(VmCard.DIRECT, "eth0"))));
  }

  private static VmCard card(String type, String source) {
    return new VmCard(DomainXml.mac(ID), type, source);
  }

  private static VmShape shape(VmCard... cards) {
    return new VmShape(2, 512, List.of(cards));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void a_machine_is_written_as_it_was_agreed(String golden, Platform platform, VmShape shape)
      throws IOException {
    assertThat(render(platform, shape)).isEqualTo(resource(golden + ".xml"));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void what_is_written_is_read_back(String golden, Platform platform, VmShape shape)
      throws Xml.Unreadable {
    assertThat(DomainXml.parse(render(platform, shape), DomainXml.mac(ID)))
        .as(golden)
        .isEqualTo(
            new Seen(
                Optional.of(ID.value()),
                "web1",
                shape,
                Optional.empty(),
                Optional.of(FOLDER + "/console.log"),
                OptionalInt.empty(),
                Optional.empty()));
  }

  @Test
  void a_running_domain_of_libvirt_is_read() throws IOException, Xml.Unreadable {
    assertThat(DomainXml.parse(resource("live.xml"), DomainXml.mac(ID)))
        .isEqualTo(
            new Seen(
                Optional.of("vm-2k7m9q4ta3"),
                "web1",
                new VmShape(1, 96),
                Optional.of(
                    new DomainXml.Screen("/var/lib/libvirt/qemu/domain-3-web1/vnc.sock", "", 0)),
                Optional.of(FOLDER + "/console.log"),
                OptionalInt.empty(),
                Optional.empty()));
  }

  @Test
  void a_card_that_is_not_ours_does_not_count() throws Xml.Unreadable {
    var xml = render(new Platform("x86_64", true), shape(card(VmCard.NETWORK, "default")));
    assertThat(DomainXml.parse(xml, "52:54:00:00:00:01").shape()).isEqualTo(shape());
  }

  @Test
  void a_mark_in_another_namespace_is_not_ours() throws Xml.Unreadable {
    var xml = render(new Platform("x86_64", true), shape()).replace("urn:stampede", "urn:another");
    assertThat(DomainXml.parse(xml, DomainXml.mac(ID)).mark()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no xml",
        "<domain/>",
        "<network/>",
        "<domain><name>a</name><vcpu>many</vcpu><memory>1</memory></domain>",
        "<domain><name>a</name><vcpu>1</vcpu><memory unit='stones'>1</memory></domain>",
        "<domain><name>a</name><vcpu>99999999999999999999</vcpu><memory>1</memory></domain>",
        "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><domain><name>&x;</name></domain>",
        "<!DOCTYPE d [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><domain><name>&b;</name></domain>"
      })
  void what_a_host_should_not_send_is_not_read(String xml) {
    assertThatExceptionOfType(Xml.Unreadable.class)
        .isThrownBy(() -> DomainXml.parse(xml, DomainXml.mac(ID)));
  }

  @Test
  void the_host_offers_kvm_only_where_its_own_processor_does() throws Xml.Unreadable {
    var capabilities =
        """
        <capabilities><host><cpu><arch>x86_64</arch></cpu></host>
          <guest><os_type>hvm</os_type><arch name='i686'><domain type='kvm'/></arch></guest>
          <guest><os_type>hvm</os_type><arch name='x86_64'><domain type='qemu'/>%s</arch></guest>
        </capabilities>
        """;
    assertThat(DomainXml.platform(capabilities.formatted("<domain type='kvm'/>")))
        .isEqualTo(new Platform("x86_64", true));
    assertThat(DomainXml.platform(capabilities.formatted("")))
        .isEqualTo(new Platform("x86_64", false));
  }

  @Test
  void what_xml_would_read_as_syntax_is_escaped() {
    assertThat(Xml.escape("<a b='c' d=\"e\">&"))
        .isEqualTo("&lt;a b=&apos;c&apos; d=&quot;e&quot;&gt;&amp;");
  }

  @ParameterizedTest
  @MethodSource("hardware")
  void a_kind_of_hardware_is_written_and_known_again(String golden, VmHardware hardware)
      throws IOException, Xml.Unreadable {
    var shape = shape(card(VmCard.BRIDGE, "br0")).madeAs(hardware.made());
    var known = DomainXml.Known.NEW.with(hardware);
    var define = new VmStep.Define(new VmName("web1"), shape, true);
    var xml = DomainXml.render(ID, define, FOLDER, new Platform("x86_64", true), known);
    assertThat(xml).isEqualTo(resource(golden + ".xml"));
    assertThat(DomainXml.parse(xml, DomainXml.mac(ID)).shape()).isEqualTo(shape);
  }

  static Stream<Arguments> hardware() {
    return Stream.of(
        Arguments.of(
            "uefi",
            new VmHardware(
                VmHardware.Firmware.UEFI,
                Optional.empty(),
                Optional.of("host-model"),
                List.of(VmHardware.Boot.NETWORK, VmHardware.Boot.DISK),
                VmHardware.DiskBus.SCSI,
                VmHardware.DiskCache.WRITEBACK,
                VmHardware.NicModel.VIRTIO,
                Optional.empty())),
        Arguments.of(
            "old",
            new VmHardware(
                VmHardware.Firmware.BIOS,
                Optional.of("pc"),
                Optional.of("Haswell-noTSX"),
                List.of(),
                VmHardware.DiskBus.SATA,
                VmHardware.DiskCache.USUAL,
                VmHardware.NicModel.E1000,
                Optional.empty())));
  }

  private static String render(Platform platform, VmShape shape) {
    return DomainXml.render(
        ID,
        new VmStep.Define(new VmName("web1"), shape, true),
        FOLDER,
        platform,
        DomainXml.Known.NEW);
  }

  static String resource(String name) throws IOException {
    try (var in = DomainXmlTest.class.getResourceAsStream(name)) {
      if (in == null) throw new IOException("no resource " + name);
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void a_resize_of_a_domain_that_is_not_ours_changes_nothing_else() throws Exception {
    var xml = resource("live.xml");
    var after = DomainXml.reshaped(xml, new VmShape(3, 777));
    var shape = DomainXml.parse(after, DomainXml.mac(ID)).shape();
    assertThat(shape).isEqualTo(new VmShape(3, 777));
    assertThat(lines(after)).isEqualTo(lines(xml));
  }

  /// The words of each line, in an order of their own: attributes have none.
  private static List<List<String>> lines(String xml) {
    return xml.replace('"', '\'')
        .replaceAll("<(memory|currentMemory|vcpu)[^/]*</\\1>", "<$1/>")
        .lines()
        .map(line -> line.replaceAll("[<>/]", " ").strip())
        .filter(line -> !line.isEmpty())
        .map(line -> Arrays.stream(line.split(" +", -1)).sorted().toList())
        .toList();
  }
}
