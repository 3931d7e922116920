package io.github.trec4j.cli;

import io.github.trec4j.UserError;
import io.github.trec4j.training.Training;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how to train. */
final class RecipeOptions {
  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Times that every image is seen; default 14 from scratch, 4 from weights.")
  @Nullable Integer epochs;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "Its peak; default 0.05 from scratch, 0.005 from weights.")
  @Nullable Double learningRate;

  /**
   * Returns what was chosen.
   *
   * @param init weights to start from
   * @param resume checkpoint to go on from
   * @throws UserError if a number is out of range
   */
  Training.Choices choices(@Nullable Path init, @Nullable Path resume) {
    if (epochs != null && epochs < 1) {
      throw new UserError("--epochs " + epochs + ": at least one epoch");
    }
    if (learningRate != null && !(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new UserError("--learning-rate " + learningRate + ": it must be positive and finite");
    }
    return new Training.Choices(
        Optional.ofNullable(init),
        Optional.ofNullable(resume),
        Optional.ofNullable(epochs),
        Optional.ofNullable(learningRate));
  }
}
