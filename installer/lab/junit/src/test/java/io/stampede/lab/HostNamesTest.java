package io.stampede.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
  @Test
  void without_a_setting_a_host_is_the_one_of_its_name() {
    assertThat(HostNames.parse("").real("h2")).isEqualTo("h2");
  }

  @Test
  void with_a_list_h1_is_its_first() {
    var names = HostNames.parse("h3, h4");
    assertThat(names.real("h1")).isEqualTo("h3");
    assertThat(names.real("h2")).isEqualTo("h4");
  }

  @Test
  void hosts_like_coreos_are_counted_by_themselves() {
    var names = HostNames.parse("h3, c5, h4");
    assertThat(names.real("c1")).isEqualTo("c5");
    assertThat(names.real("h2")).isEqualTo("h4");
    assertThat(HostNames.parse("h3").real("c2")).isEqualTo("c2");
  }

  @Test
  void tests_side_by_side_have_hosts_of_their_own() {
    var second = HostNames.parse("").ofFork(2);
    assertThat(second.real("h1")).isEqualTo("h4");
    assertThat(second.real("h3")).isEqualTo("h6");
    assertThat(second.real("c1")).isEqualTo("c2");
    assertThatIllegalArgumentException().isThrownBy(() -> second.real("h4"));
    var listed = HostNames.parse("h11,h12,h13,c4,h21,h22,h23,c5").ofFork(2);
    assertThat(listed.real("h2")).isEqualTo("h22");
    assertThat(listed.real("c1")).isEqualTo("c5");
  }

  @Test
  void a_host_beyond_the_list_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostNames.parse("h3").real("h2"))
        .withMessageContaining("wants h2")
        .withMessageContaining("[h3]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"h0", "c0", "H1", "h100", "web", "h1;reboot"})
  void what_is_no_lab_host_is_refused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> HostNames.parse(name));
    assertThatIllegalArgumentException().isThrownBy(() -> HostNames.parse("").real(name));
  }
}
