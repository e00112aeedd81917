package io.stampede.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaneLookTest {
  private static final String SAID =
      """
      pid 4711
      file %1$s rules.nft
      file %1$s swanctl/x509/host.pem
      bridge st-1 10.41.1.1/24
      bridge st-2\s
      told %1$s 10.41.1.10
      told %1$s not/a/name
      off the table of rules is not there
      daemon charon up
      daemon dnsmasq down
      wireguard-key Key1Key1Key1Key1Key1Key1Key1Key1Key1Key1KeA=
      ping nw-1 ho-2 answers 30 28 640 1400
      ping nw-1 ho-3 silent 0 0 - -
      sa ho-2-1 43 1234 5678
      wg Key2Key2Key2Key2Key2Key2Key2Key2Key2Key2KeA= 1790000000 10 20
      error ho-3-1 initiate failed: establishing CHILD_SA 'ho-3-1' failed
      state ready
      that is all
      """
          .formatted("a".repeat(64));

  @Test
  void a_whole_look_is_read() {
    var seen = PlaneLook.parse(SAID).orElseThrow();
    assertThat(seen.pid()).contains(4711);
    assertThat(seen.files()).containsOnlyKeys("rules.nft", "swanctl/x509/host.pem");
    assertThat(seen.bridges()).containsEntry("st-1", "10.41.1.1/24").containsEntry("st-2", "");
    assertThat(seen.told()).containsOnlyKeys("10.41.1.10");
    assertThat(seen.off()).containsExactly("the table of rules is not there");
    assertThat(seen.daemons()).containsEntry("charon", true).containsEntry("dnsmasq", false);
    assertThat(seen.pings())
        .containsEntry(
            new PlaneLook.Way("nw-1", "ho-2"),
            new PlaneLook.Pings(true, 30, 28, Optional.of(640L), Optional.of(1400)))
        .containsEntry(
            new PlaneLook.Way("nw-1", "ho-3"),
            new PlaneLook.Pings(false, 0, 0, Optional.empty(), Optional.empty()));
    assertThat(seen.children()).containsEntry("ho-2-1", new PlaneLook.Counted(43, 1234, 5678));
    assertThat(seen.errors()).containsKey("ho-3-1");
    assertThat(seen.state()).isEqualTo("ready");
  }

  @Test
  void a_look_that_broke_off_tells_nothing() {
    assertThat(PlaneLook.parse(SAID.replace("that is all\n", ""))).isEmpty();
    assertThat(PlaneLook.parse("")).isEmpty();
  }

  @Test
  void what_a_host_makes_up_is_passed_over_or_made_harmless() {
    var said =
        """
        pid 99999999999999
        file zz rules.nft
        bridge st-1 10.41.1.1/24; reboot
        ping nw-1 ho-2 answers 99999 1 1 1
        sa ho-2-1 -5 1 1
        certificate AAAA
        off \u001b[31mred\u202e and long %s
        that is all
        """
            .formatted("x".repeat(1000));
    var seen = PlaneLook.parse(said).orElseThrow();
    assertThat(seen.pid()).isEmpty();
    assertThat(seen.files()).isEmpty();
    assertThat(seen.bridges()).isEmpty();
    assertThat(seen.pings()).isEmpty();
    assertThat(seen.children()).isEmpty();
    assertThat(seen.certificate()).isEmpty();
    assertThat(seen.off()).singleElement().asString().hasSizeLessThan(210).startsWith("[31mred");
  }
}
