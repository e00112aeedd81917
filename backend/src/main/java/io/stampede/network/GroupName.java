package io.stampede.network;

import java.util.List;
import java.util.regex.Pattern;

/// What a security group is called. Rules name it, so it is none of their own words.
public record GroupName(String value) {
  private static final Pattern VALID = Pattern.compile("[a-z]([a-z0-9-]{0,30}[a-z0-9])?");
  private static final List<String> WORDS =
      List.of(GroupRule.ANY, GroupRule.NETWORK, "from", "to", "tcp", "udp", "icmp", "all");

  /// The one that is there from the start, and that a workload is in when none is named.
  public static final GroupName USUAL = new GroupName("default");

  public GroupName {
    if (!isOne(value)) {
      throw new IllegalArgumentException(
          "is no group's name: use up to 32 small letters, digits and -, a letter first");
    }
    if (WORDS.contains(value)) {
      throw new IllegalArgumentException("is a word that rules have already");
    }
  }

  static boolean isOne(String text) {
    return VALID.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
