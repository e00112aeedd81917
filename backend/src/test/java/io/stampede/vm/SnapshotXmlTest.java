package io.stampede.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.vm.VmFacts.DomainState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SnapshotXmlTest {
  private static final String FOLDER = "/var/lib/stampede/vm/vm-2k7m9q4ta3";
  private static final String DRIVE = "0123456789abcdef";

  private static String disk(String device, String type, String file, String dev, String more) {
    return """
    <disk type='file' device='%s'><driver name='qemu' type='%s'/>
      <source file='%s'/><target dev='%s' bus='virtio'/>%s</disk>
    """
        .formatted(device, type, file, dev, more);
  }

  private static String domain(String... disks) {
    return "<domain><devices>%s</devices></domain>".formatted(String.join("", disks));
  }

  private static final String OWN = disk("disk", "qcow2", FOLDER + "/disk.qcow2", "vda", "");
  private static final String METADATA =
      disk("disk", "raw", FOLDER + "/drive-" + DRIVE + ".iso", "vdz", "<readonly/>");
  private static final String CD =
      "<disk type='file' device='cdrom'><driver type='raw'/><target dev='sda'/></disk>";

  @Test
  void drives_and_discs_are_left_out_and_a_raw_volume_is_named() throws Exception {
    assertThat(SnapshotXml.disks(domain(OWN, METADATA, CD)))
        .isEqualTo(new SnapshotXml.Disks(Optional.empty(), List.of("vda"), List.of("vdz", "sda")));
    var volume = "/var/lib/stampede/volumes/vo-2k7m9q4ta3/disk-1.raw";
    assertThat(SnapshotXml.disks(domain(OWN, disk("disk", "raw", volume, "vdb", ""))).raw())
        .contains("volume vo-2k7m9q4ta3");
    assertThat(SnapshotXml.disks(domain(disk("disk", "raw", volume, "vdb", "<readonly/>"))).raw())
        .isEmpty();
  }

  @Test
  void what_is_asked_of_libvirt_says_of_each_disk_what_becomes_of_it() throws Exception {
    var what = new SnapshotHost.Taking("sn-2k7m9q4ta3", "before <all>", true);
    var xml = SnapshotXml.render(what, SnapshotXml.disks(domain(OWN, METADATA)), true);
    assertThat(xml)
        .contains("<name>sn-2k7m9q4ta3</name>", "before &lt;all&gt;", "<memory snapshot='internal'")
        .contains("<disk name='vda' snapshot='internal'/>", "<disk name='vdz' snapshot='no'/>");
    assertThat(SnapshotXml.render(what, SnapshotXml.disks(domain(OWN)), false))
        .contains("<memory snapshot='no'/>");
  }

  @Test
  void what_libvirt_says_of_a_snapshot_is_read() throws Exception {
    var xml =
        """
        <domainsnapshot>
          <name>by-hand</name><state>running</state><creationTime>1767268800</creationTime>
          <parent><name>sn-2k7m9q4ta3</name></parent>
          <memory snapshot='internal'/>
          <disks><disk name='vda' snapshot='internal'/><disk name='vdz' snapshot='no'/></disks>
          %s
        </domainsnapshot>
        """
            .formatted(domain(OWN, METADATA));
    assertThat(SnapshotXml.parse(xml, Optional.of("by-hand")))
        .isEqualTo(
            new VmSnapshot(
                "by-hand",
                Instant.ofEpochSecond(1767268800),
                DomainState.RUNNING,
                true,
                Optional.of("sn-2k7m9q4ta3"),
                true,
                List.of(FOLDER + "/disk.qcow2"),
                List.of(DRIVE)));
  }

  @Test
  void the_memory_of_one_snapshot_is_found_among_others() {
    var info =
        """
        {"snapshots": [
          {"icount": 7, "vm-clock-nsec": 1, "name": "a", "id": "1", "vm-state-size": 0},
          {"vm-clock-nsec": 1, "name": "b", "id": "2", "vm-state-size": 4711}],
         "format": "qcow2", "format-specific": {"type": "qcow2", "data": {"compat": "1.1"}}}
        """;
    assertThat(LibvirtSnapshotHost.size(info, "b")).isEqualTo(OptionalLong.of(4711));
    assertThat(LibvirtSnapshotHost.size(info, "a")).isEmpty();
    assertThat(LibvirtSnapshotHost.size("not at all", "b")).isEmpty();
  }
}
