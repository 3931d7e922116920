package io.github.trec4j.cli;

import io.github.trec4j.data.DataFolder;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.experiment.Trial;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.terminal.TerminalProgress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where images come from. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder with train/ and test/ (or val/), each with a folder of JPEG or PNG files a"
              + " class; or with CIFAR-10's binary batches. Default: the sample of CIFAR-10 in the"
              + " checkout.")
  @Nullable Path folder;

  /** Returns the training images. */
  Dataset training(NetworkSpec spec) {
    return folder().training(spec);
  }

  /** Returns the test images. */
  Dataset test(NetworkSpec spec) {
    return folder().test(spec);
  }

  /**
   * Returns all that trained models are measured with.
   *
   * @param emulated most test images that run as firmware
   */
  Trial.Images images(NetworkSpec spec, int emulated) {
    return new Trial.Images(name(), training(spec), test(spec), emulated);
  }

  /** Returns the name of the data, for reports. */
  String name() {
    return root().getFileName().toString();
  }

  private DataFolder folder() {
    return new DataFolder(root(), TerminalProgress::new);
  }

  private Path root() {
    return folder != null ? folder : Checkout.folder("models/data/cifar10-sample", "--data DIR");
  }
}
