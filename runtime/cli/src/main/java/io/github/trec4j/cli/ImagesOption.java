package io.github.trec4j.cli;

import io.github.trec4j.UserError;
import picocli.CommandLine.Option;

/** The option that says how many test images run as firmware. */
final class ImagesOption {
  @Option(
      names = "--images",
      paramLabel = "N",
      description = "Test images to run as firmware; default ${DEFAULT-VALUE}.")
  private int count = 10;

  /**
   * Returns how many.
   *
   * @throws UserError if none
   */
  int count() {
    if (count < 1) {
      throw new UserError("--images " + count + ": at least one image must run");
    }
    return count;
  }
}
