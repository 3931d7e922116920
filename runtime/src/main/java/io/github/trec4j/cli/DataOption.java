package io.github.trec4j.cli;

import io.github.trec4j.UserError;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.data.ImageFolder;
import io.github.trec4j.spec.NetworkSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where images come from. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder with train/ and test/, each with a folder of JPEG or PNG files a class. Default:"
              + " the sample of CIFAR-10 in the checkout.")
  @Nullable Path folder;

  /** Returns the training images. */
  Dataset training(NetworkSpec spec) {
    return ImageFolder.read(part("train"), spec.input(), spec.labels());
  }

  /** Returns the test images. */
  Dataset test(NetworkSpec spec) {
    return ImageFolder.read(part("test"), spec.input(), spec.labels());
  }

  /** Returns the name of the data, for reports. */
  String name() {
    return root().getFileName().toString();
  }

  private Path part(String name) {
    Path part = root().resolve(name);
    if (!Files.isDirectory(part)) {
      throw new UserError(
          "%s is missing: --data names a folder that holds train/ and test/".formatted(part));
    }
    return part;
  }

  private Path root() {
    return folder != null ? folder : Checkout.folder("models/data/cifar10-sample", "--data DIR");
  }
}
