package io.github.trec4j.emulator;

import io.github.trec4j.UserError;
import io.github.trec4j.emulator.Commands.Outcome;
import io.github.trec4j.emulator.StepOutputs.MemoryUse;
import io.github.trec4j.files.TemporaryFolder;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Step;
import io.github.trec4j.spec.plan.Symbols;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An exported folder that can be built and run. */
public final class Firmware {
  private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** Generous: slow machines emulate some ten million instructions a second. */
  private static final Duration LIMIT_PER_IMAGE = Duration.ofSeconds(60);

  private static final Pattern ARENA = Pattern.compile("^arena (\\d+) of \\d+", Pattern.MULTILINE);
  private static final Pattern STACK = Pattern.compile("^stack (\\d+) of \\d+", Pattern.MULTILINE);

  private final Path folder;
  private final FirmwarePlan plan;
  private final String prefix;
  private final Toolchain tools;

  /**
   * An exported folder.
   *
   * @param plan of the network that it was exported from
   */
  public Firmware(Path folder, FirmwarePlan plan, Toolchain tools) {
    this.folder = folder.toAbsolutePath().normalize();
    this.plan = plan;
    this.prefix = Symbols.of(plan.spec()).prefix();
    this.tools = tools;
  }

  /**
   * Builds the folder for a target.
   *
   * @throws UserError if tools are missing or the compiler refuses
   */
  public void build(Target target) {
    build(target, "");
  }

  /**
   * Builds the folder for a target from scratch, on the host with sanitizers.
   *
   * @param sanitize flags such as {@code -fsanitize=address,undefined}; ignored but on the host
   * @throws UserError if tools are missing or the compiler refuses
   */
  public void build(Target target, String sanitize) {
    make(target, "SANITIZE=" + sanitize);
  }

  /**
   * Builds a folder that was not built yet for the Cortex-M4, with the debug information that
   * {@link #profile} reads; the instructions are those of any other build.
   *
   * @throws UserError if tools are missing or the compiler refuses
   */
  public void buildForProfile() {
    make(Target.M4, "CC_M4=arm-none-eabi-gcc -g");
  }

  /**
   * Builds a folder that was not built yet with other settings than its Makefile's.
   *
   * @param variables of make, {@code NAME=value}
   * @throws UserError if tools are missing or the compiler refuses
   */
  public void make(Target target, String... variables) {
    tools.require(target);
    String jobs = "-j" + Math.max(1, Runtime.getRuntime().availableProcessors());
    List<String> command = new ArrayList<>(List.of("make", "-s", jobs, target.rule()));
    command.addAll(List.of(variables));
    Outcome outcome = Commands.run(folder, BUILD_LIMIT, command);
    if (outcome.code() != 0) {
      throw new UserError(
          "make %s failed in %s:\n%s"
              .formatted(target.rule(), folder, Commands.tail(outcome.output())));
    }
  }

  /**
   * Runs the self-test of a built target.
   *
   * @return what it printed
   * @throws UserError if its answers differ or it cannot be run
   */
  public String selfTest(Target target) {
    Outcome outcome = Commands.run(folder, START_LIMIT, command(target, List.of(prefix), ""));
    if (outcome.code() != 0) {
      throw failure(target, outcome);
    }
    return outcome.output();
  }

  /**
   * Runs images on a built target.
   *
   * @param images pixels, {@code [H, W, C]} each
   * @throws UserError if the target is not built or the program fails
   */
  public StepOutputs run(Target target, List<byte[]> images) {
    tools.require(target);
    if (Files.notExists(folder.resolve(target.program(prefix)))) {
      throw new UserError(
          folder.resolve(target.program(prefix)) + " is missing; run: make " + target.rule());
    }
    try (TemporaryFolder work = new TemporaryFolder("run")) {
      return run(target, images, work.path());
    } catch (IOException e) {
      throw new UserError("cannot pass images to " + folder + ": " + e, e);
    }
  }

  /**
   * Runs an image on the emulated Cortex-M4 and says what a step's instructions were for.
   *
   * @return empty where QEMU's plugin does not build
   * @throws UserError if the folder was not built by {@link #buildForProfile} or the program fails
   */
  public Optional<Profile> profile(Step step, byte[] image) {
    try (TemporaryFolder work = new TemporaryFolder("profile")) {
      Optional<CycleModel> model = CycleModel.build(work.path(), plan);
      if (model.isEmpty()) {
        return Optional.empty();
      }
      write(List.of(image), work.path());
      execute(Target.M4, 1, model.get().profileOptions(step), work.path());
      Path program = folder.resolve(Target.M4.program(prefix));
      return Optional.of(Profile.of(program, model.get().places(), work.path()));
    } catch (IOException e) {
      throw new UserError("cannot profile " + folder + ": " + e, e);
    }
  }

  private void write(List<byte[]> images, Path work) throws IOException {
    try (OutputStream out = Files.newOutputStream(work.resolve("images"))) {
      for (byte[] image : images) {
        if (image.length != plan.inputBytes()) {
          throw new IllegalArgumentException("an image of " + image.length + " bytes");
        }
        out.write(image);
      }
    }
  }

  private Outcome execute(Target target, int images, List<String> options, Path work) {
    Duration limit = START_LIMIT.plus(LIMIT_PER_IMAGE.multipliedBy(images));
    List<String> words = List.of(prefix, "images", "outputs", "profile");
    List<String> command = command(target, words, folder + "/");
    command.addAll(options);
    Outcome outcome = Commands.run(work, limit, command);
    if (outcome.code() != 0) {
      throw failure(target, outcome);
    }
    return outcome;
  }

  private StepOutputs run(Target target, List<byte[]> images, Path work) throws IOException {
    write(images, work);
    Optional<CycleModel> model =
        target == Target.M4 ? CycleModel.build(work, plan) : Optional.empty();
    List<String> options = model.map(CycleModel::options).orElse(List.of());
    Outcome outcome = execute(target, images.size(), options, work);
    List<Double> cycles = model.isPresent() ? model.get().cycles(images.size()) : List.of();
    StepOutputs parsed =
        StepOutputs.parse(
            plan.steps(),
            Files.readAllBytes(work.resolve("outputs")),
            Files.readAllBytes(work.resolve("profile")),
            cycles,
            new MemoryUse(number(ARENA, outcome), number(STACK, outcome)));
    if (parsed.images() != images.size()) {
      throw new UserError(
          target + " answered " + parsed.images() + " of " + images.size() + " images");
    }
    return parsed;
  }

  /**
   * Returns the size of the program built for the Cortex-M4.
   *
   * @throws UserError if it is not built
   */
  public ProgramSize size() {
    String program = Target.M4.program(prefix);
    Outcome outcome =
        Commands.run(folder, START_LIMIT, List.of("arm-none-eabi-size", "-A", program));
    if (outcome.code() != 0) {
      throw new UserError("cannot measure " + folder.resolve(program) + ": " + outcome.output());
    }
    return ProgramSize.parse(outcome.output());
  }

  private List<String> command(Target target, List<String> words, String at) {
    String program = at + target.program(prefix);
    List<String> command = new ArrayList<>();
    switch (target) {
      case HOST -> {
        command.add(at.isEmpty() ? folder.resolve(program).toString() : program);
        command.addAll(words.subList(1, words.size()));
      }
      case M4 -> {
        String options = "enable=on,target=native,arg=" + String.join(",arg=", words);
        command.addAll(List.of("qemu-system-arm", "-M", "mps2-an386", "-nographic", "-icount"));
        command.addAll(List.of("shift=0", "-semihosting-config", options, "-kernel", program));
      }
    }
    return command;
  }

  private UserError failure(Target target, Outcome outcome) {
    return new UserError(
        "%s in %s ended with code %d:\n%s"
            .formatted(target, folder, outcome.code(), Commands.tail(outcome.output())));
  }

  private static int number(Pattern pattern, Outcome outcome) {
    Matcher matcher = pattern.matcher(outcome.output());
    if (!matcher.find()) {
      throw new UserError("the firmware did not report its memory:\n" + outcome.output());
    }
    return Integer.parseInt(matcher.group(1));
  }
}
