package io.github.trec4j.cli;

import picocli.CommandLine.Option;

/** The option that chooses random networks. */
final class FirstSeedOption {
  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Of the first network; the others have those that follow; default ${DEFAULT-VALUE}.")
  long number = 1;
}
