package io.github.trec4j.emulator;

import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Step;
import io.github.trec4j.spec.plan.Symbols;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models the cycles of a Cortex-M4 with zero wait states from the instructions that QEMU executes,
 * by a plugin of QEMU's whose source, {@code cortex_m4_cycles.c}, says how.
 */
final class CycleModel {
  private static final Logger log = LoggerFactory.getLogger(CycleModel.class);
  private static final Duration BUILD_LIMIT = Duration.ofMinutes(1);
  private static final String SOURCE = "cortex_m4_cycles.c";
  private static final String LIBRARY = "cortex_m4_cycles.so";
  private static final String RESULT = "cycles";
  private static final String PLACES = "places";

  /** Where the test program's own work goes, which steps are not to be charged with. */
  private static final String TEST_PROGRAM = "program_run";

  private final Path folder;
  private final FirmwarePlan plan;

  private CycleModel(Path folder, FirmwarePlan plan) {
    this.folder = folder;
    this.plan = plan;
  }

  /**
   * Builds the plugin.
   *
   * @param folder where it and its result go
   * @return empty, with a warning logged, where it does not build: counts are exact without it
   */
  static Optional<CycleModel> build(Path folder, FirmwarePlan plan) throws IOException {
    try (InputStream source = CycleModel.class.getResourceAsStream(SOURCE)) {
      if (source == null) {
        throw new IllegalStateException("the runtime's jar lacks " + SOURCE);
      }
      Files.copy(source, folder.resolve(SOURCE));
    }
    Commands.Outcome outcome =
        Commands.run(
            folder, BUILD_LIMIT, List.of("gcc", "-O2", "-shared", "-fPIC", "-o", LIBRARY, SOURCE));
    if (outcome.code() != 0) {
      log.warn("cycles are not modelled: {}", Commands.tail(outcome.output()));
      return Optional.empty();
    }
    return Optional.of(new CycleModel(folder, plan));
  }

  /** Returns the options that QEMU needs. */
  List<String> options() {
    return options("");
  }

  /** Returns the options by which QEMU also notes where a step's instructions were. */
  List<String> profileOptions(Step step) {
    String owner = Symbols.of(plan.spec()).runFunction(step);
    return options(",profile=%s,places=%s".formatted(owner, places()));
  }

  /** Returns the file that they were noted in. */
  Path places() {
    return folder.resolve(PLACES);
  }

  private List<String> options(String more) {
    Symbols symbols = Symbols.of(plan.spec());
    List<String> owners = new ArrayList<>(List.of(TEST_PROGRAM));
    plan.steps().forEach(step -> owners.add(symbols.runFunction(step)));
    return List.of(
        "-plugin",
        "%s,owners=%s,out=%s%s"
            .formatted(
                folder.resolve(LIBRARY), String.join("+", owners), folder.resolve(RESULT), more));
  }

  /**
   * Returns the mean cycles of each step after QEMU has run.
   *
   * @param images that ran
   */
  List<Double> cycles(int images) throws IOException {
    Symbols symbols = Symbols.of(plan.spec());
    List<String> lines = Files.readAllLines(folder.resolve(RESULT));
    List<Double> cycles = new ArrayList<>();
    for (Step step : plan.steps()) {
      String owner = symbols.runFunction(step) + " ";
      long sum =
          lines.stream()
              .filter(line -> line.startsWith(owner))
              .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
              .sum();
      cycles.add((double) sum / images);
    }
    return cycles;
  }
}
