package io.github.trec4j.terminal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Whether somebody watches. {@link System#console} cannot tell: it is about input and output
 * together, and is never null from JDK 22 on.
 */
final class Terminal {
  private Terminal() {}

  /** Returns whether standard error, where bars are drawn, is a terminal. */
  static boolean isErrorOutput() {
    try {
      return Path.of("/proc/self/fd/2").toRealPath().startsWith("/dev/pts");
    } catch (IOException e) {
      return false; // redirected to what has no path, or no such file system: plain lines do
    }
  }
}
