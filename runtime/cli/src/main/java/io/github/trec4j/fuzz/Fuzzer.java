package io.github.trec4j.fuzz;

import io.github.trec4j.UserError;
import io.github.trec4j.compile.CompiledModels;
import io.github.trec4j.compile.ModelCompiler;
import io.github.trec4j.compile.ModelSource;
import io.github.trec4j.emulator.Firmware;
import io.github.trec4j.emulator.OutputDifferences;
import io.github.trec4j.emulator.Target;
import io.github.trec4j.emulator.Toolchain;
import io.github.trec4j.files.TemporaryFolder;
import io.github.trec4j.firmware.FirmwareExporter;
import io.github.trec4j.int8.Int8Network;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.network.Model;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Compiles random models and holds their firmware, on this machine with sanitizers and on the
 * emulated Cortex-M4, against the simulation: every byte of every step, also for extreme images.
 * The program must take no more flash than planned.
 */
public final class Fuzzer {
  private static final int IMAGES = 5;

  /** GCC takes twice as long to compile with sanitizers at -O2, most of a trial's time. */
  private static final String SANITIZE =
      "-O1 -fsanitize=address,undefined -fno-sanitize-recover=all";

  /** Models of one compilation: javac starts once for all of them. */
  private static final int AT_ONCE = 20;

  /**
   * A model that did not do as it must.
   *
   * @param seed that makes it again
   * @param what went wrong
   * @param model the class
   */
  public record Failure(long seed, String what, String model) {}

  /** Flash that was planned for the programs and that the linker did not need, one a program. */
  private final IntSummaryStatistics spare = new IntSummaryStatistics();

  private final ModelCompiler compiler;
  private final Toolchain tools;

  /**
   * A fuzzer that compiles models with the given compiler, and C with this machine's.
   *
   * @throws UserError if this machine lacks what every model needs: none would have failed
   */
  public Fuzzer(ModelCompiler compiler) {
    this.compiler = compiler;
    this.tools = Toolchain.ofSystem();
    tools.require(Target.HOST);
    tools.require(Target.M4);
    new TemporaryFolder("fuzz").close();
  }

  /**
   * Tries models, several at a time.
   *
   * @param seed of the first; the others have those that follow
   * @param afterEach is told the seed of each one done, and how it failed if it did, from any
   *     thread
   * @return those that failed, by their seeds
   */
  public List<Failure> run(long seed, int cases, BiConsumer<Long, Optional<Failure>> afterEach) {
    List<Failure> failures = new ArrayList<>();
    for (int first = 0; first < cases; first += AT_ONCE) {
      int count = Math.min(AT_ONCE, cases - first);
      failures.addAll(runTogether(seed + first, count, afterEach));
    }
    return failures;
  }

  /** Returns the planned flash that the programs linked so far did not need, in bytes. */
  public IntSummaryStatistics spareFlash() {
    return spare;
  }

  private List<Failure> runTogether(
      long seed, int count, BiConsumer<Long, Optional<Failure>> afterEach) {
    List<ModelSource> sources =
        LongStream.range(seed, seed + count).mapToObj(RandomModel::of).toList();
    try (CompiledModels compiled = compiler.compile(sources)) {
      return IntStream.range(0, count)
          .parallel()
          .mapToObj(
              i -> {
                Optional<Failure> failure = run(compiled, sources.get(i), seed + i);
                afterEach.accept(seed + i, failure);
                return failure;
              })
          .flatMap(Optional::stream)
          .toList();
    } catch (UserError e) {
      if (count == 1) {
        Failure failure = new Failure(seed, e.getMessage(), sources.get(0).text());
        afterEach.accept(seed, Optional.of(failure));
        return List.of(failure);
      }
      // one that does not compile hides the others
      List<Failure> failures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        failures.addAll(runTogether(seed + i, 1, afterEach));
      }
      return failures;
    }
  }

  private Optional<Failure> run(CompiledModels compiled, ModelSource source, long seed) {
    try {
      Model model = compiled.named(source.simpleName());
      String found = differences(model, seed);
      return found.isEmpty()
          ? Optional.empty()
          : Optional.of(new Failure(seed, found, source.text()));
    } catch (RuntimeException e) {
      return Optional.of(new Failure(seed, e.toString(), source.text()));
    }
  }

  /** Returns what differs or takes too much flash, or nothing. */
  private String differences(Model model, long seed) {
    Method method = List.of(Method.values()).get(Math.floorMod(seed, Method.values().length));
    NetworkSpec spec = model.spec().with(method);
    QuantizedNetwork network = RandomWeights.quantized(spec, seed);
    List<byte[]> images = RandomWeights.images(spec, IMAGES, seed);
    List<Int8Network.Result> simulated = new Int8Network(network).runAll(images);
    StringBuilder found = new StringBuilder();
    try (TemporaryFolder folder = new TemporaryFolder("fuzz")) {
      FirmwareExporter.export(model, method, network, images.subList(0, 1), folder.path());
      Firmware firmware = new Firmware(folder.path(), network.plan(), tools);
      for (Target target : List.of(Target.HOST, Target.M4)) {
        if (target == Target.HOST) {
          firmware.build(target, SANITIZE);
        } else {
          firmware.build(target);
        }
        OutputDifferences differing =
            OutputDifferences.of(network.plan(), simulated, firmware.run(target, images));
        if (differing.total() > 0) {
          found.append(
              "%s, %s: bytes that differ, a step: %s%n"
                  .formatted(method, target, differing.differing()));
        }
      }
      found.append(excess(firmware.size().flashBytes(), network.plan().flashBytes()));
    }
    return found.toString();
  }

  /** Takes note of what is spare; returns that the program is larger than planned, or nothing. */
  private String excess(int linked, int planned) {
    synchronized (spare) {
      spare.accept(planned - linked);
    }
    return linked <= planned
        ? ""
        : "the program takes %,d bytes of flash, and %,d are planned%n".formatted(linked, planned);
  }
}
