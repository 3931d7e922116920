package io.github.trec4j.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Counts instructions on an emulated Cortex-M4, beside what was estimated.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BenchKernelsCommand.class,
      BenchNetworkCommand.class,
      BenchEstimatesCommand.class,
      HelpCommand.class
    })
final class BenchCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "bench what? Name a command: kernels, network or estimates");
  }
}
