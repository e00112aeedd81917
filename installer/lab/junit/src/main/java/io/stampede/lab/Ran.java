package io.stampede.lab;

/// How a command ended, with what it wrote, trailing line ends removed.
///
/// @param status the exit status; 0 is success
public record Ran(int status, String out, String err) {
  /// Did it succeed?
  public boolean ok() {
    return status == 0;
  }
}
