package io.stampede.vm;

import static io.stampede.vm.VmWorlds.NAME;
import static io.stampede.vm.VmWorlds.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Plan;
import io.stampede.engine.Sight;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class VmSourceTest {
  private static Plan<VmStep> plan(VmSpec want, VmFacts facts) {
    return VmPlanner.plan(VmWorlds.present(want), new Sight.Found<>(facts, NOON), NOON);
  }

  @Test
  void a_machine_of_a_template_has_its_image_found_before_all_else() {
    var open =
        new VmSource(
            Optional.empty(),
            Optional.of("te-7k2m9q4ta3"),
            Optional.empty(),
            Optional.empty(),
            false);
    var want = VmWorlds.spec(VmWorlds.SMALL).of(open);
    for (var facts : VmWorlds.everyFacts()) {
      assertThat(plan(want, facts))
          .isEqualTo(new Plan.Act<VmStep>(List.of(new VmStep.FindImage(NAME, "te-7k2m9q4ta3"))));
    }
    assertThat(want.madeOf("im-7k2m9q4ta3").source().isOpen()).isFalse();
    assertThat(want.madeOf("im-7k2m9q4ta3").image()).isEqualTo("im-7k2m9q4ta3");
  }

  @Test
  void a_blank_disk_needs_no_image() {
    var want = VmWorlds.spec(VmWorlds.SMALL).of(VmSource.NOTHING.asBlank());
    assertThat(plan(want, VmFacts.NOTHING))
        .isInstanceOfSatisfying(
            Plan.Act.class,
            act ->
                assertThat(act.steps().getFirst())
                    .isEqualTo(new VmStep.CreateDisk(NAME, "", OptionalInt.empty())));
  }
}
