package io.stampede.client;

import io.stampede.engine.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a change would do: nothing of it has been done.
///
/// @param waiting why it would have to wait, as `the image is not yet on h1`
public record PlanView(List<StepView> steps, String waiting, Optional<Problem> problem) {
  public PlanView {
    steps = List.copyOf(steps);
  }

  /// What was decided before the first step, as the host that was chosen.
  PlanView beginningWith(String decision) {
    var all = new ArrayList<StepView>();
    all.add(new StepView(decision, false, List.of()));
    all.addAll(steps);
    return new PlanView(all, waiting, problem);
  }

  /// @param calls the exact commands and API calls, as far as they are known before
  public record StepView(String title, boolean destroys, List<String> calls) {
    public StepView {
      calls = List.copyOf(calls);
    }
  }
}
