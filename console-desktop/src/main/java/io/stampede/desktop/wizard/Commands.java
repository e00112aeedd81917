package io.stampede.desktop.wizard;

/// Runs what asks the server, beside the toolkit's thread.
interface Commands {
  void run(Runnable command);
}
