package io.github.trec4j.firmware;

import io.github.trec4j.AtomicFolder;
import io.github.trec4j.FileFault;
import io.github.trec4j.UserError;
import io.github.trec4j.dsl.Board;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.network.Model;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.BoardMemory;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.MemoryPlan;
import io.github.trec4j.spec.plan.MemoryUse;
import io.github.trec4j.spec.plan.Symbols;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a self-contained folder that builds by its own Makefile: the generated C, the weights, a
 * test program, and a README.
 */
public final class FirmwareExporter {
  /** A file that every exported folder has, and by which one is known. */
  private static final String MARK = "support/network.h";

  private static final List<String> SUPPORT =
      List.of(
          "support/main.c",
          "support/files.c",
          "support/program.h",
          "support/platform.h",
          "support/platform_host.c",
          "support/platform_mps2.c",
          "support/platform_board.c",
          "support/semihosting.c",
          "support/semihosting.h",
          "support/startup.c",
          "support/startup.h");

  private static final List<String> TEMPLATES = List.of("Makefile", "README.md");

  /** The board that {@code make m4} builds for, whatever the model's. */
  private static final BoardLimits EMULATED = BoardLimits.of(Board.MPS2_AN386);

  private static final Set<String> MAKE_TARGETS = Set.of("help", "host", "m4", "run", "clean");

  private final Model model;
  private final Method method;
  private final QuantizedNetwork network;
  private final List<byte[]> images;

  private FirmwareExporter(
      Model model, Method method, QuantizedNetwork network, List<byte[]> images) {
    this.model = model;
    this.method = method;
    this.network = network;
    this.images = images;
  }

  /**
   * Exports a network. The folder appears complete or not at all; one that an earlier export wrote
   * is replaced.
   *
   * @param model gives the generated C
   * @param method by which the network was quantised
   * @param selfTestImages pixels of at least one image, compiled in with the simulator's answers
   * @param folder where to; its parent is made if need be
   * @throws UserError if the folder holds something else, cannot be written, or the generated C is
   *     missing, of another network, or written by another release of trec4j
   */
  public static void export(
      Model model,
      Method method,
      QuantizedNetwork network,
      List<byte[]> selfTestImages,
      Path folder) {
    NetworkSpec spec = model.spec().with(method);
    if (!spec.fingerprint().equals(network.spec().fingerprint())) {
      throw new UserError(
          "the quantised network is not %s by %s: fingerprint %s, not %s; quantise that method's weights"
              .formatted(spec.name(), method, network.spec().fingerprint(), spec.fingerprint()));
    }
    if (!model.plan(method).equals(network.plan().fingerprint())) {
      throw new UserError(
          "the C generated from %s follows another plan (%s) than this trec4j (%s): compile the model class again"
              .formatted(spec.name(), model.plan(method), network.plan().fingerprint()));
    }
    if (selfTestImages.isEmpty()) {
      throw new UserError("an export needs an image for its self-test; name a folder with images");
    }
    Path target = folder.toAbsolutePath().normalize();
    checkReplaceable(target);
    try {
      AtomicFolder.replace(
          target, new FirmwareExporter(model, method, network, List.copyOf(selfTestImages))::write);
    } catch (IOException e) {
      throw new UserError(
          "cannot export to %s (%s): check the path, its permissions and its space"
              .formatted(target, FileFault.reason(e)),
          e);
    }
  }

  /**
   * Checks a folder before the work that makes its content.
   *
   * @throws UserError if it holds something else than an exported network
   */
  public static void checkReplaceable(Path folder) {
    Path target = folder.toAbsolutePath().normalize();
    if (!Files.exists(target) || Files.exists(target.resolve(MARK))) {
      return;
    }
    boolean empty;
    try (Stream<Path> entries = Files.list(target)) {
      empty = entries.findAny().isEmpty();
    } catch (IOException e) {
      empty = false;
    }
    if (!empty) {
      throw new UserError(
          target + " exists and is not an exported firmware folder; choose another with --out");
    }
  }

  private void write(Path folder) throws IOException {
    Symbols symbols = Symbols.of(network.spec());
    for (String file : model.files(method)) {
      try (InputStream in = model.open(method, file)) {
        copy(in, folder.resolve(file));
      }
    }
    for (String file : SUPPORT) {
      try (InputStream in = Resources.open(file)) {
        copy(in, folder.resolve(file));
      }
    }
    SelfTestSource selfTest = new SelfTestSource(network, images);
    Files.writeString(folder.resolve(symbols.weightsSource()), WeightsSource.of(network));
    Files.writeString(folder.resolve(MARK), selfTest.header());
    Files.writeString(folder.resolve(selfTest.sourceName()), selfTest.source());
    for (BoardLimits board : List.of(EMULATED, network.spec().board())) {
      FirmwarePlan plan = network.plan().on(board);
      Files.writeString(
          folder.resolve("support/" + fileName(board) + ".ld"),
          LinkerScript.of(plan, selfTest.bytes()));
    }
    for (String file : TEMPLATES) {
      Files.writeString(folder.resolve(file), filledIn(Resources.text(file), symbols));
    }
  }

  /** The Makefile has a target of this name beside its own. */
  private static String fileName(BoardLimits board) {
    String name = board.fileName();
    return MAKE_TARGETS.contains(name) ? name + "-board" : name;
  }

  private static void copy(InputStream in, Path to) throws IOException {
    Path parent = to.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.copy(in, to);
  }

  private String filledIn(String template, Symbols symbols) {
    FirmwarePlan plan = network.plan();
    NetworkSpec spec = network.spec();
    MemoryPlan memories = plan.memories();
    boolean arenaApart = !memories.arena().equals(memories.variables());
    return new Template(template)
        .when("board", !fileName(spec.board()).equals(fileName(EMULATED)))
        .when("discovery", spec.board().name().startsWith("STM32F469"))
        .when("arena", arenaApart)
        .when("spread", arenaApart || !memories.parametersLieWithProgram())
        .with("NAME", spec.name())
        .with("METHOD", method.label())
        .with("prefix", symbols.prefix())
        .with("PREFIX", symbols.prefix().toUpperCase(Locale.ROOT))
        .with("FINGERPRINT", spec.fingerprint().hex())
        .with("INPUT", spec.input())
        .with("LOGITS", spec.classes())
        .with("BOARD", spec.board().name())
        .with("board", fileName(spec.board()))
        .with("MEMORY_ROWS", memoryRows(plan))
        .with("ORIGIN", "0x%08x".formatted(memories.program().origin()))
        .with("ARENA_MEMORY", memories.arena().name())
        .with("VARIABLES", memories.variables().name())
        .with("ARENA", plan.arenaBytes())
        .with("RAM", plan.ramBytes())
        .with("PARAMETERS", plan.parameterBytes())
        .with("FLASH", plan.flashBytes())
        .fill();
  }

  private static String memoryRows(FirmwarePlan plan) {
    StringBuilder rows = new StringBuilder();
    for (BoardMemory memory : plan.spec().board().memories()) {
      String uses =
          plan.memoryUses(memory).stream().map(MemoryUse::what).collect(Collectors.joining(", "));
      rows.append(
          "| %s at 0x%08x | %s | %d | %d |\n"
              .formatted(
                  memory.name(), memory.origin(), uses, plan.usedBytes(memory), memory.bytes()));
    }
    return rows.toString().stripTrailing();
  }
}
