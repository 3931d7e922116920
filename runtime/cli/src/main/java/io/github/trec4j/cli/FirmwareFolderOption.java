package io.github.trec4j.cli;

import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.Symbols;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where firmware goes. */
final class FirmwareFolderOption {
  static final String NAME = "--out";

  @Option(
      names = NAME,
      paramLabel = "DIR",
      description = "Where the firmware goes; default firmware-out/MODEL-METHOD.")
  @Nullable Path folder;

  /** Returns the folder of a model's firmware. */
  Path of(NetworkSpec spec, Method method) {
    return folder != null ? folder : standard(spec, method);
  }

  /** Returns the folder that a model's firmware goes to by default. */
  static Path standard(NetworkSpec spec, Method method) {
    return Checkout.firmwareOut().resolve(Symbols.of(spec).prefix() + "-" + method);
  }
}
