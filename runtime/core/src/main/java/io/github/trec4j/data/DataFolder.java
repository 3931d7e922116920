package io.github.trec4j.data;

import io.github.trec4j.UserError;
import io.github.trec4j.progress.Progress;
import io.github.trec4j.spec.NetworkSpec;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder with training and test images: {@code train/} and {@code test/} (or {@code val/}), each
 * with a folder of image files a class; or CIFAR-10's binary version.
 *
 * @param folder where it is
 * @param progress told of the reading
 */
public record DataFolder(Path folder, Progress progress) {
  private static final String TRAINING = "train";

  /** A folder that is read in silence. */
  public DataFolder(Path folder) {
    this(folder, Progress.SILENT);
  }

  /**
   * Reads the training images.
   *
   * @throws UserError if they are missing, cannot be used, or their classes are not the network's
   */
  public Dataset training(NetworkSpec spec) {
    return Cifar10Binary.isAt(folder)
        ? Cifar10Binary.training(folder, spec)
        : read(part(TRAINING), spec);
  }

  /**
   * Reads the test images.
   *
   * @throws UserError if they are missing, cannot be used, or their classes are neither the
   *     network's nor, where it names none, those of the training images
   */
  public Dataset test(NetworkSpec spec) {
    if (Cifar10Binary.isAt(folder)) {
      return Cifar10Binary.test(folder, spec);
    }
    return read(part(Files.isDirectory(folder.resolve("test")) ? "test" : "val"), spec);
  }

  /** Reads a part by the classes of the network, or of the training images where it has none. */
  private Dataset read(Path part, NetworkSpec spec) {
    Path training = folder.resolve(TRAINING);
    Path naming = Files.isDirectory(training) ? training : part;
    ClassNames classes = ClassNames.of(spec, () -> ImageFolder.classes(naming));
    return ImageFolder.read(part, spec.input(), classes, progress);
  }

  private Path part(String name) {
    if (!Files.isDirectory(folder)) {
      throw new UserError(
          "%s is no folder: name one that holds train/ and test/ (or val/), or CIFAR-10's binary batches"
              .formatted(folder));
    }
    Path part = folder.resolve(name);
    if (!Files.isDirectory(part)) {
      throw new UserError(
          "%s is missing: %s must hold train/ and test/ (or val/), or CIFAR-10's binary batches"
              .formatted(part, folder));
    }
    return part;
  }
}
