package io.github.trec4j.cli;

import io.github.trec4j.files.JsonFile;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that writes results for programs. */
final class JsonOption {
  static final String NAME = "--json";

  @Option(names = NAME, paramLabel = "FILE", description = "Also write the results as JSON.")
  @Nullable Path file;

  /** Writes the facts if the option is given. */
  void write(Supplier<?> facts) {
    if (file != null) {
      JsonFile.write(file, facts.get());
    }
  }
}
