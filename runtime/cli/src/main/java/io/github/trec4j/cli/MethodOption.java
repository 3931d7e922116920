package io.github.trec4j.cli;

import io.github.trec4j.spec.Method;
import picocli.CommandLine.Option;

/** The option that chooses how a model is compiled. */
final class MethodOption {
  @Option(
      names = "--method",
      paramLabel = "METHOD",
      defaultValue = "trec",
      completionCandidates = Candidates.class,
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  Method method = Method.TREC;

  /** What help lists and completion offers. */
  static final class Candidates extends java.util.ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Candidates() {
      for (Method method : Method.values()) {
        add(method.label());
      }
    }
  }
}
