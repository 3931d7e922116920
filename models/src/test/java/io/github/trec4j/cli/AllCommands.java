package io.github.trec4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;

/** All commands as the command line knows them, so that none is forgotten. */
final class AllCommands {
  private AllCommands() {}

  /** Returns those that do something, by name, such as {@code bench network}. */
  static Map<String, CommandLine> working() {
    Map<String, CommandLine> commands = new TreeMap<>();
    all()
        .forEach(
            (name, command) -> {
              if (command.getSubcommands().isEmpty()) {
                commands.put(name, command);
              }
            });
    return commands;
  }

  /** Returns those above others, too; the first has no name. */
  static Map<String, CommandLine> all() {
    Map<String, CommandLine> commands = new TreeMap<>();
    collect("", Main.commandLine(80), commands);
    return commands;
  }

  private static void collect(String name, CommandLine line, Map<String, CommandLine> commands) {
    if (line.getCommand() instanceof HelpCommand) {
      return;
    }
    commands.put(name, line);
    line.getSubcommands()
        .forEach((below, command) -> collect((name + " " + below).strip(), command, commands));
  }

  /** Returns the words of a command's name. */
  static List<String> words(String name) {
    return new ArrayList<>(name.isEmpty() ? List.of() : List.of(name.split(" ")));
  }

  static List<OptionSpec> options(CommandLine command) {
    return command.getCommandSpec().options();
  }

  static boolean takes(CommandLine command, String option) {
    return command.getCommandSpec().findOption(option) != null;
  }
}
