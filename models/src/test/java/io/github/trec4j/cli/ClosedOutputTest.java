package io.github.trec4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Standard output that nobody reads any more, or that has no room: the work is done all the same.
 */
@Isolated("takes standard output for itself")
final class ClosedOutputTest {
  private static final String MESSAGE =
      "error: standard output is closed or full: what was shown is incomplete";

  @TempDir private static Path folder;

  private static Workplace place = new Workplace(Path.of(""));

  @BeforeAll
  static void makeWorkplace() throws IOException {
    place = Workplace.in(folder);
  }

  @AfterAll
  static void leaveWorkplace() {
    Workplace.leave();
  }

  private static Run intoNothing(List<String> arguments) {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int aByte) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    return Run.into(closed, arguments);
  }

  @Test
  void whatWasNotReadIsTold() {
    for (List<String> arguments : List.of(List.of("models"), List.of("--help"), List.of("-V"))) {
      Run run = intoNothing(arguments);
      assertEquals(Main.USER_ERROR, run.code(), arguments::toString);
      assertEquals(MESSAGE, run.err().strip());
    }
  }

  @Test
  void filesAreComplete() throws IOException {
    Path json = folder.resolve("facts.json");
    for (String command : List.of("train", "tune", "eval", "export")) {
      Run run = intoNothing(place.good(command, "--json", json.toString()));
      assertEquals(Main.USER_ERROR, run.code(), run::err);
      assertTrue(run.err().strip().endsWith(MESSAGE), run::err);
      JsonMembersOf.check(command, json);
    }
    Run.good(place.changed("eval", "--weights", place.file("out.safetensors")));
    Run.good(List.of("inspect", Workplace.MODEL, "--settings", place.file("tuned.json")));
    assertTrue(Files.readString(folder.resolve("tuned.svg")).strip().endsWith("</svg>"));
    assertTrue(Files.exists(folder.resolve("firmware/Makefile")));
  }

  @Test
  void mistakesKeepTheirMessage() {
    Run run = intoNothing(List.of("inspect", "NoNet"));
    assertEquals(Main.USER_ERROR, run.code());
    assertTrue(run.err().startsWith("error: no model 'NoNet'"), run::err);
    assertEquals(1, run.err().lines().count(), run::err);
  }
}
