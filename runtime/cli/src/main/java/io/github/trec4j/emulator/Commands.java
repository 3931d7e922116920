package io.github.trec4j.emulator;

import io.github.trec4j.ShutdownGuard;
import io.github.trec4j.UserError;
import io.github.trec4j.files.TemporaryFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs other programs, with a time limit and with what they said at hand. */
public final class Commands {
  /**
   * How a program ended.
   *
   * @param code its exit code
   * @param output what it wrote to standard output and standard error
   */
  public record Outcome(int code, String output) {}

  private Commands() {}

  /**
   * Runs a program to its end.
   *
   * @param folder working directory
   * @throws UserError if it cannot be started or takes longer than the limit; it is ended then, as
   *     it is with this program
   */
  public static Outcome run(Path folder, Duration limit, List<String> command) {
    // a file, not a pipe: nothing has to be read while the program runs
    Path log = TemporaryFolder.file(".log");
    try {
      return run(folder, limit, command, log);
    } catch (IOException e) {
      throw new UserError("cannot run " + command.get(0) + " in " + folder + ": " + e, e);
    } finally {
      deleteQuietly(log);
    }
  }

  private static Outcome run(Path folder, Duration limit, List<String> command, Path log)
      throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(log.toFile())
            .start();
    ShutdownGuard running = guard(process, log);
    try {
      boolean ended = waitFor(process, limit);
      String output = Files.readString(log, StandardCharsets.UTF_8);
      if (!ended) {
        throw new UserError(
            "%s did not end within %d s in %s; its last words: %s"
                .formatted(command.get(0), limit.toSeconds(), folder, tail(output)));
      }
      return new Outcome(process.exitValue(), output);
    } finally {
      running.release();
    }
  }

  /** Returns what ends a program with this one. */
  private static ShutdownGuard guard(Process process, Path log) {
    try {
      return new ShutdownGuard(
          () -> {
            end(process);
            deleteQuietly(log);
          });
    } catch (UserError e) {
      end(process);
      throw e;
    }
  }

  private static boolean waitFor(Process process, Duration limit) {
    try {
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        end(process);
      }
      return ended;
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
      throw new UserError("interrupted", e);
    }
  }

  /** Ends a program and those it started, such as make's compilers. */
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // a file left in the folder for temporary files harms nobody
      file.toFile().deleteOnExit();
    }
  }

  /** Returns the last lines of a text. */
  static String tail(String output) {
    List<String> lines = output.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
  }
}
