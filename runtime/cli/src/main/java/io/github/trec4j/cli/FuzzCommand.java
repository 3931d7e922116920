package io.github.trec4j.cli;

import io.github.trec4j.UserError;
import io.github.trec4j.fuzz.Fuzzer;
import io.github.trec4j.terminal.TerminalProgress;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    description = {
      "Compiles random networks and compares their firmware with the simulation, byte by byte.",
      "Exit code 1 if one differs, does not compile, crashes, or takes more flash than planned: its"
          + " class is printed."
    })
final class FuzzCommand implements Callable<Integer> {
  @Option(
      names = "--cases",
      paramLabel = "N",
      description = "Networks to try; default ${DEFAULT-VALUE}.")
  int cases = 50;

  @Mixin FirstSeedOption seed = new FirstSeedOption();

  @Mixin JsonOption json = new JsonOption();

  @Override
  public Integer call() {
    if (cases < 1) {
      throw new UserError("--cases " + cases + ": at least one network must be tried");
    }
    new Overwriting().writes(JsonOption.NAME, json.file).check();
    Fuzzer fuzzer = new Fuzzer(Checkout.modelCompiler());
    List<Fuzzer.Failure> failures;
    try (TerminalProgress progress = new TerminalProgress("fuzzing", "networks", cases)) {
      failures =
          fuzzer.run(
              seed.number,
              cases,
              (done, failure) -> {
                progress.add(1);
                failure.ifPresent(FuzzCommand::print);
              });
    }
    System.out.printf(
        "%d networks from seed %d on: %d failed%n", cases, seed.number, failures.size());
    printSpare(fuzzer.spareFlash());
    json.write(() -> facts(failures, fuzzer.spareFlash()));
    return failures.isEmpty() ? 0 : Main.CHECK_FAILED;
  }

  private static void printSpare(IntSummaryStatistics spare) {
    if (spare.getCount() > 0) {
      System.out.printf(
          "planned flash left over: %,d to %,d bytes%n", spare.getMin(), spare.getMax());
    }
  }

  private static void print(Fuzzer.Failure failure) {
    System.out.printf(
        "%s%n%s%nAgain: ./trec fuzz --cases 1 --seed %d%n%n",
        failure.what(), failure.model(), failure.seed());
  }

  private Map<String, Object> facts(List<Fuzzer.Failure> failures, IntSummaryStatistics spare) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cases", cases);
    facts.put("seed", seed.number);
    facts.put("failedSeeds", failures.stream().map(Fuzzer.Failure::seed).toList());
    if (spare.getCount() > 0) {
      facts.put("leastSpareFlashBytes", spare.getMin());
      facts.put("mostSpareFlashBytes", spare.getMax());
    }
    return facts;
  }
}
