package io.github.trec4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a command said within this process, and how it ended. No command may colour what goes to no
 * terminal, or show a stack trace.
 *
 * @param code its exit code
 * @param out standard output
 * @param err standard error
 */
record Run(int code, String out, String err) {
  private static final char ESCAPE = '\u001B';

  Run {
    assertFalse((out + err).indexOf(ESCAPE) >= 0, out + err);
    assertFalse(err.contains("\tat ") || err.contains("Exception"), err);
  }

  /** Runs a command that must end well. */
  static Run good(List<String> arguments) {
    Run run = of(arguments);
    assertEquals(0, run.code, () -> arguments + ": " + run.err);
    return run;
  }

  static Run of(List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Run run = into(out, arguments);
    return new Run(run.code, out.toString(StandardCharsets.UTF_8), run.err);
  }

  /** Runs a command whose standard output goes elsewhere. */
  static Run into(OutputStream sink, List<String> arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(sink, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
      int code = Main.run(arguments.toArray(String[]::new));
      return new Run(code, "", said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
