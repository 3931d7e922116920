package io.github.trec4j.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody watches, and how much they see. {@link System#console} cannot tell: it is about
 * input and output together, and is never null from JDK 22 on.
 */
public final class Terminal {
  private static final int USUAL_COLUMNS = 80;

  /** What {@code stty size} says: rows and columns. */
  private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)");

  private static final File DEVICE = new File("/dev/tty");
  private static final long LIMIT_MILLIS = 500;

  private Terminal() {}

  /** Returns whether standard error, where bars are drawn, is a terminal. */
  static boolean isErrorOutput() {
    return isTerminal(2);
  }

  private static boolean isTerminal(int descriptor) {
    try {
      return Path.of("/proc/self/fd/" + descriptor).toRealPath().startsWith("/dev/pts");
    } catch (IOException e) {
      return false; // redirected to what has no path, or no such file system: plain lines do
    }
  }

  /**
   * Returns how many columns a line may take: as many as the variable COLUMNS says, else as the
   * terminal has that output goes to; 80 where it goes elsewhere.
   */
  public static int columns() {
    int told = number(System.getenv("COLUMNS"));
    if (told > 0) {
      return told;
    }
    int measured = isTerminal(1) || isErrorOutput() ? measured() : 0;
    return measured > 0 ? measured : USUAL_COLUMNS;
  }

  private static int measured() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(DEVICE)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
        stty.destroyForcibly();
        return 0;
      }
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      Matcher size = SIZE.matcher(said.strip());
      return size.matches() ? number(size.group(1)) : 0;
    } catch (IOException e) {
      return 0; // no such program, or no terminal that this one belongs to
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private static int number(@Nullable String text) {
    return text != null && text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
  }
}
