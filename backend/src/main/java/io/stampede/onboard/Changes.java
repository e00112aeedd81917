package io.stampede.onboard;

import io.stampede.component.Component;
import io.stampede.engine.Step;
import io.stampede.host.HostStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// All that adding a candidate will write, load, start and change there.
final class Changes {
  private Changes() {}

  static List<String> of(Seen seen) {
    var all = new ArrayList<String>();
    if (seen.spec().wantsKeyInstalled()) {
      seen.spec().endpoint().jumps().stream()
          .map(jump ->
              "on the jump %s: write one line to ~%s/.ssh/authorized_keys"
                  .formatted(jump, jump.endpoint().user()))
          .forEach(all::add);
      all.add("write one line to ~%s/.ssh/authorized_keys".formatted(seen.spec().user()));
    }
    all.add("make the folder /var/lib/stampede, with a file “owner” that says whose host this is");
    boolean ownLibvirt = !seen.text("libvirt").isEmpty();
    var components = seen.components().wantedBy(ownLibvirt);
    components.flatMap(c -> bring(seen.spec().shown(), c)).forEach(all::add);
    return List.copyOf(all);
  }

  /// In the words of the steps that the host will take.
  private static Stream<String> bring(String host, Component component) {
    return Stream.of(
            new HostStep.LoadComponent(host, component),
            new HostStep.StartComponent(host, component, false))
        .map(Changes::told);
  }

  private static String told(Step step) {
    return step.title() + ": " + String.join("; ", step.calls());
  }
}
