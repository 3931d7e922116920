package io.github.trec4j.cli;

import io.github.trec4j.terminal.Terminal;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * The command line. Exit codes: 0 done, 1 a check failed or a defect, 2 a mistake that the user can
 * mend, 130 ended by Ctrl-C.
 */
@Command(
    name = "trec",
    mixinStandardHelpOptions = true,
    version = "trec4j 0.1.0",
    description = "Convolutional networks for microcontrollers, from annotated Java classes.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Run in a checkout: ./trec demo shows the whole path, ./trec test runs all tests,",
      "./trec install puts the libraries where your own Maven project finds them."
    },
    subcommands = {
      DemoCommand.class,
      TrainCommand.class,
      TuneCommand.class,
      ThroughputCommand.class,
      ModelsCommand.class,
      InspectCommand.class,
      EvalCommand.class,
      ExportCommand.class,
      EmulateCommand.class,
      CompareCommand.class,
      BenchCommand.class,
      FuzzCommand.class,
      HelpCommand.class
    })
public final class Main {
  private static final String LOG_SETTING = "logback.configurationFile";

  static final int CHECK_FAILED = 1;
  static final int USER_ERROR = 2;

  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    // only here, not for those who use the library: how programs log is their own choice
    if (System.getProperty(LOG_SETTING) == null) {
      System.setProperty(LOG_SETTING, "io/github/trec4j/cli/logback.xml");
    }
    // the same figures, with the same decimal points, on every machine
    Locale.setDefault(Locale.ROOT);
    System.exit(run(arguments));
  }

  /** Runs a command and returns its exit code. */
  static int run(String... arguments) {
    int code = execute(commandLine(Terminal.columns()), arguments);
    if (System.out.checkError() && code == 0) {
      System.err.println("error: standard output is closed or full: what was shown is incomplete");
      return USER_ERROR;
    }
    return code;
  }

  private static int execute(CommandLine line, String... arguments) {
    if (arguments.length == 0) {
      line.usage(line.getErr());
      return USER_ERROR;
    }
    return line.execute(arguments);
  }

  /**
   * Returns all commands.
   *
   * @param columns that help may take
   */
  static CommandLine commandLine(int columns) {
    CommandLine line = new CommandLine(new Main());
    Conversions.register(line);
    Faults faults = new Faults();
    line.setExecutionExceptionHandler(faults);
    line.setParameterExceptionHandler(faults);
    HelpLayout.fit(line, columns);
    shareVersion(line, line.getCommandSpec().version());
    return line;
  }

  /** Lets every command tell the version, not only the first. */
  private static void shareVersion(CommandLine line, String... version) {
    line.getCommandSpec().version(version);
    line.getSubcommands().values().forEach(below -> shareVersion(below, version));
  }
}
