package io.github.trec4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the launcher builds, in a checkout whose Maven and Java are stand-ins. */
final class LauncherTest {
  @TempDir private Path checkout;

  @BeforeEach
  void makeCheckout() throws IOException {
    Files.copy(Path.of("..", "trec"), checkout.resolve("trec"));
    Files.createDirectories(checkout.resolve("module/src/main"));
    Files.writeString(checkout.resolve("module/src/main/Source.java"), "");
    Files.writeString(checkout.resolve("pom.xml"), "");
    program("java", "exit 0");
  }

  private void program(String name, String script) throws IOException {
    Path file = checkout.resolve("bin/" + name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  /** Lets Maven make what the launcher looks for, do something more, and fail or not. */
  private void maven(String more) throws IOException {
    program("mvn", "mkdir -p models/target/lib && echo >>builds && " + more);
  }

  private int launch() throws IOException, InterruptedException {
    return launch("C.UTF-8");
  }

  private int launch(String locale) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("bash", checkout.resolve("trec").toString());
    builder.directory(checkout.toFile());
    builder.environment().put("LC_ALL", locale);
    builder.environment().merge("PATH", checkout.resolve("bin") + ":", (old, bin) -> bin + old);
    builder.redirectErrorStream(true).redirectOutput(checkout.resolve("said").toFile());
    Process process = builder.start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return process.exitValue();
  }

  private int builds() throws IOException {
    return Files.readAllLines(checkout.resolve("builds")).size();
  }

  @Test
  void buildsAgainWhatWasEditedMeanwhile() throws IOException, InterruptedException {
    maven("echo edited >module/src/main/Source.java");
    assertEquals(0, launch());
    maven("true");
    assertEquals(0, launch());
    assertEquals(2, builds());
    assertEquals(0, launch());
    assertEquals(2, builds(), "nothing was edited since");
  }

  @Test
  void buildsAgainWhatFailed() throws IOException, InterruptedException {
    maven("false");
    assertEquals(2, launch());
    assertEquals(2, launch());
    assertEquals(2, builds());
  }

  /** In a container without a locale, Java could not name files beyond ASCII. */
  @Test
  void namesOfFilesAreUnicode() throws IOException, InterruptedException {
    maven("true");
    program("java", "locale charmap >charmap");
    for (String locale : List.of("C", "nowhere", "C.UTF-8")) {
      assertEquals(0, launch(locale));
      assertEquals("UTF-8", Files.readString(checkout.resolve("charmap")).strip(), locale);
    }
  }
}
