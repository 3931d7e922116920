package io.github.trec4j.cli;

import io.github.trec4j.ShutdownGuard;
import io.github.trec4j.UserError;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the user what went wrong: in a few lines on standard error, of which the first says it. */
final class Faults implements IExecutionExceptionHandler, IParameterExceptionHandler {
  @Override
  public int handleExecutionException(Exception fault, CommandLine command, ParseResult arguments)
      throws Exception {
    if (ShutdownGuard.isEnding()) {
      return Main.USER_ERROR; // after Ctrl-C nobody asks why the work failed
    }
    if (fault instanceof UserError) {
      command.getErr().println("error: " + fault.getMessage());
      return Main.USER_ERROR;
    }
    throw fault;
  }

  @Override
  public int handleParseException(ParameterException fault, String[] arguments) {
    CommandLine command = fault.getCommandLine();
    PrintWriter err = command.getErr();
    // of groups of options, picocli's own messages begin likewise
    err.println("error: " + fault.getMessage().replaceFirst("^Error: ", ""));
    UnmatchedArgumentException.printSuggestions(fault, err);
    err.printf("Try: %s --help%n", command.getCommandSpec().qualifiedName());
    return Main.USER_ERROR;
  }
}
