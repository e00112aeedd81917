/// Hosts emulated behind the same ports as the real ones, with latency and faults that can be set:
/// for the laws, for runs of many hosts and for tests of consoles; never in place of the lab.
///
/// Start reading at [DemoHosts].
@NullMarked
package io.stampede.demo;

import org.jspecify.annotations.NullMarked;
