package io.stampede.network;

/// What is known of security groups, from all that is kept.
public interface SecurityGroups {
  SecurityGroupFacts facts(String groupId);
}
