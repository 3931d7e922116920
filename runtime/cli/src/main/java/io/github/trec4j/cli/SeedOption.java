package io.github.trec4j.cli;

import picocli.CommandLine.Option;

/** The option that chooses everything random. */
final class SeedOption {
  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of everything random; default ${DEFAULT-VALUE}.")
  long number = 1;
}
