package io.github.trec4j.cli;

import io.github.trec4j.network.Model;
import io.github.trec4j.settings.ModelWithSettings;
import io.github.trec4j.settings.SettingsFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that chooses other reuse than the model's class has. */
final class SettingsOption {
  static final String NAME = "--settings";

  @Option(
      names = NAME,
      paramLabel = "FILE",
      description =
          "Reuse instead of that in the class, as 'tune' writes it: JSON with @TrecConv's"
              + " attributes, or \"conventional\", by the convolution's name.")
  @Nullable Path file;

  /** Returns a check with the file that is read. */
  Overwriting overwriting() {
    return new Overwriting().reads(NAME, file);
  }

  /** Returns the model, with the settings if the option is given. */
  Model applyTo(Model model) {
    return apply(file, model);
  }

  /** Returns a model with the settings of a file, if there is one. */
  static Model apply(@Nullable Path file, Model model) {
    return file == null
        ? model
        : ModelWithSettings.of(model, SettingsFile.read(file), Checkout::modelCompiler);
  }
}
