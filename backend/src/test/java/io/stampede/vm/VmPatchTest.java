package io.stampede.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VmPatchTest {
  private static final String OURS =
      "<domain type='kvm'><name>web1</name><features><acpi/><apic/></features>"
          + "<cpu mode='host-model'/><devices><emulator>/q</emulator></devices></domain>";

  @Test
  void what_ours_lacks_is_added_and_what_both_have_is_merged() throws Xml.Unreadable {
    var more =
        "<memoryBacking><hugepages/></memoryBacking>"
            + "<features><apic eoi='on'/><pmu state='off'/></features>"
            + "<cpu migratable='off'><topology sockets='1' cores='2' threads='2'/></cpu>"
            + "<devices><watchdog model='itco' action='reset'/></devices>";
    assertThat(VmPatch.fault(more)).isEmpty();
    assertThat(VmPatch.merged(OURS, more).replace('"', '\''))
        .isEqualTo(
            "<domain type='kvm'><name>web1</name>"
                + "<features><acpi/><apic eoi='on'/><pmu state='off'/></features>"
                + "<cpu migratable='off' mode='host-model'>"
                + "<topology cores='2' sockets='1' threads='2'/></cpu>"
                + "<devices><emulator>/q</emulator>"
                + "<watchdog action='reset' model='itco'/></devices>"
                + "<memoryBacking><hugepages/></memoryBacking></domain>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "<open>",
        "<a/></domain><domain>",
        "<name>other</name>",
        "<vcpu>9</vcpu>",
        "<metadata/>",
        "<devices><emulator>/bin/sh</emulator></devices>",
        "<devices><graphics type='vnc' listen='0.0.0.0'/></devices>",
        "<devices><disk type='file'/></devices>",
        "<q:commandline xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'/>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
        "<a>&e;</a>"
      })
  void what_is_not_xml_or_is_made_of_fields_is_refused(String xml) {
    assertThat(VmPatch.fault(xml)).isPresent();
  }

  @Test
  void what_differs_of_the_hardware_is_said_in_words() {
    var usual = VmHardware.USUAL;
    var want =
        new VmHardware(
            VmHardware.Firmware.UEFI,
            usual.machineType(),
            Optional.of("host-model"),
            List.of(),
            VmHardware.DiskBus.SATA,
            usual.diskCache(),
            usual.nicModel(),
            Optional.of("<cputune/>"));
    assertThat(usual.made()).isEmpty();
    assertThat(VmHardware.differences(want.made(), want.made())).isEmpty();
    assertThat(VmHardware.differences(want.made(), usual.made()))
        .containsExactly("cpu model host-model", "disk bus sata", "firmware uefi", "more XML");
    assertThat(VmHardware.differences(usual.made(), want.made())).contains("firmware as usual");
  }
}
