package io.github.trec4j.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names trained weights. */
final class WeightsOption {
  static final String NAME = "--weights";

  @Option(
      names = NAME,
      paramLabel = "FILE",
      required = true,
      description = "A safetensors file that 'train' wrote.")
  Path file = Path.of("");
}
