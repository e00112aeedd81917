package io.stampede.container;

import static io.stampede.container.ContainerSpecs.sleeper;
import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.demo.DemoContainerHost;
import io.stampede.demo.Faults;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoContainerHostTest extends ContainerHostContract {
  private final DemoContainerHost demo =
      new DemoContainerHost("h1", InstantSource.system(), new Faults());

  @BeforeEach
  void has_busybox() {
    demo.image(ContainerSpecs.BUSYBOX);
  }

  @Override
  ContainerHost host() {
    return demo;
  }

  @Override
  void foreign(String name) {
    demo.foreign(sleeper(name));
  }

  @Override
  List<String> names() {
    return demo.names();
  }

  @Test
  void a_lost_reply_hides_what_was_done() {
    demo.faults().loseNextReply();
    assertThat(apply(new ContainerStep.Create(sleeper("web1")))).isInstanceOf(Outcome.Again.class);
    assertThat(names()).containsExactly("web1");
  }

  @Test
  void a_failure_that_was_asked_for_has_no_effect() {
    var full = Problem.capacity("no-space", "the disk of h1 is full", "free space");
    demo.faults().failNext(full);
    assertThat(apply(new ContainerStep.Create(sleeper("web1")))).isEqualTo(Outcome.again(full));
    assertThat(names()).isEmpty();
  }

  @Test
  void an_unreachable_host_is_not_an_empty_one() {
    demo.faults().unreachable(true);
    assertThat(look(sleeper("web1"))).isInstanceOf(Sight.Unseen.class);
  }
}
