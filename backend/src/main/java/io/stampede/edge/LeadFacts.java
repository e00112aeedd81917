package io.stampede.edge;

import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.network.Pending;
import io.stampede.schema.Field;
import java.util.Optional;

/// Where something leads.
///
/// @param wanted where it is to lead; empty for nowhere
/// @param pointed where it was brought to lead last
/// @param pending why its host does not have the network yet
/// @param problem why it cannot lead where it should
/// @param on the resource whose change may mend that
public record LeadFacts(
    @Field(label = "Leads to", column = true) Optional<String> leadsTo,
    @Field(label = "On host", column = true) Optional<String> onHost,
    Optional<Lead> wanted,
    Optional<Lead> pointed,
    Optional<Pending> pending,
    Optional<Problem> problem,
    Optional<ResourceId> on) {
  static final LeadFacts NOWHERE =
      new LeadFacts(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  LeadFacts pointed(Optional<Lead> next) {
    return new LeadFacts(leadsTo, onHost, wanted, next, pending, problem, on);
  }

  LeadFacts waiting(Optional<Pending> next, Optional<ResourceId> forThat) {
    return new LeadFacts(leadsTo, onHost, wanted, pointed, next, problem, forThat);
  }

  static LeadFacts at(Lead lead, String target, String hostName) {
    return new LeadFacts(
        Optional.of("%s (%s)".formatted(target, lead.end())),
        Optional.of(hostName),
        Optional.of(lead),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static LeadFacts blocked(Problem problem, Optional<ResourceId> on) {
    return new LeadFacts(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(problem),
        on);
  }
}
