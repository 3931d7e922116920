package io.github.trec4j.cli;

import io.github.trec4j.network.Model;
import picocli.CommandLine.Parameters;

/** The argument that names a model. */
final class ModelArgument {
  static final String DESCRIPTION = "Name of a model; the command 'models' lists them.";

  @Parameters(paramLabel = "MODEL", description = DESCRIPTION)
  String name = "";

  /** Returns the model of that name. */
  Model find() {
    return Models.named(name);
  }
}
