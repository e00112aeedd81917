/// What users do, on real hosts, through public faces only: the packaged web console as a process
/// of its own, its REST API, its pages in a real browser, the command line, and Python. Each test
/// carries the rows it proves as tags.
@NullMarked
package io.stampede.e2e;

import org.jspecify.annotations.NullMarked;
