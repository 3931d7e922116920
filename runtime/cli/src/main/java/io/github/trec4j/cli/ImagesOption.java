package io.github.trec4j.cli;

import picocli.CommandLine.Option;

/** The option that says how many test images run as firmware; each command has its default. */
final class ImagesOption {
  @Option(
      names = "--images",
      paramLabel = "N",
      description = "Test images to run as firmware; default ${DEFAULT-VALUE}.")
  int count;

  ImagesOption(int count) {
    this.count = count;
  }
}
