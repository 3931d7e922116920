package io.github.trec4j.cli;

import io.github.trec4j.UserError;
import io.github.trec4j.compile.ModelCompiler;
import io.github.trec4j.emulator.Commands;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The checkout that the launcher runs in: data, weights and exported firmware lie in it. */
final class Checkout {
  /** System property that the launcher sets to the checkout's root. */
  static final String HOME = "trec4j.home";

  private static final String UNKNOWN = "unknown";
  private static final Duration GIT_LIMIT = Duration.ofSeconds(10);

  private Checkout() {}

  /**
   * Returns a file or folder of the checkout.
   *
   * @param instead what a user gives where there is no checkout, for the message
   * @throws UserError if it is not there
   */
  static Path folder(String path, String instead) {
    String home = System.getProperty(HOME);
    if (home == null) {
      throw new UserError("outside a trec4j checkout there is no " + path + ": give " + instead);
    }
    Path found = Path.of(home).resolve(path);
    if (Files.notExists(found)) {
      throw new UserError(found + " is missing: restore it with git checkout, or give " + instead);
    }
    return found;
  }

  /**
   * Returns the conventional weights that the checkout has of a model.
   *
   * @param instead as for {@link #folder}
   * @throws UserError if there are none
   */
  static Path conventionalWeights(NetworkSpec spec, String instead) {
    String name = spec.name().toLowerCase(Locale.ROOT) + "-" + Method.CONVENTIONAL;
    return folder("models/weights/" + name + ".safetensors", instead);
  }

  /**
   * Returns the commit that is checked out; {@code unknown} outside a checkout, and where git does
   * not say.
   */
  static String commit() {
    String home = System.getProperty(HOME);
    if (home == null) {
      return UNKNOWN;
    }
    try {
      String said =
          Commands.run(Path.of(home), GIT_LIMIT, List.of("git", "rev-parse", "HEAD")).output();
      return said.strip().matches("[0-9a-f]{40,}") ? said.strip() : UNKNOWN;
    } catch (UserError e) {
      return UNKNOWN; // without git
    }
  }

  /** Returns whether the program runs in a checkout. */
  static boolean isHere() {
    return System.getProperty(HOME) != null;
  }

  /**
   * Returns a compiler of model classes, by the processor that was built here.
   *
   * @throws UserError if there is no checkout, or it is not built
   */
  static ModelCompiler modelCompiler() {
    String home = System.getProperty(HOME);
    if (home == null) {
      throw new UserError(
          "this compiles a model by the processor of a trec4j checkout, and runs outside one: start"
              + " it as ./trec there, or write settings into the class");
    }
    Path built = Path.of(home).resolve("processor/target");
    return ModelCompiler.of(built.resolve("classes"), built.resolve("lib"));
  }

  /** Returns where firmware is exported to by default. */
  static Path firmwareOut() {
    String home = System.getProperty(HOME);
    return (home == null ? Path.of("") : Path.of(home)).resolve("firmware-out");
  }
}
