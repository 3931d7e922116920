package io.github.trec4j.firmware;

import io.github.trec4j.UserError;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.network.Model;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.Symbols;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
          "support/platform_stm32f469ni.c",
          "support/semihosting.c",
          "support/semihosting.h",
          "support/startup.c",
          "support/startup.h",
          "support/mps2-an386.ld",
          "support/stm32f469ni.ld");

  private static final List<String> TEMPLATES = List.of("Makefile", "README.md");

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
   *     missing or of another network
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
    if (selfTestImages.isEmpty()) {
      throw new UserError("an export needs an image for its self-test; name a folder with images");
    }
    Path target = folder.toAbsolutePath().normalize();
    checkReplaceable(target);
    try {
      new FirmwareExporter(model, method, network, List.copyOf(selfTestImages)).replace(target);
    } catch (IOException e) {
      throw new UserError(
          "cannot export to " + target + ": " + e + "; check the path and its permissions", e);
    }
  }

  private static void checkReplaceable(Path target) {
    if (Files.notExists(target) || Files.exists(target.resolve(MARK))) {
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

  /** Writes beside the target first, so that nothing half written is ever in its place. */
  private void replace(Path target) throws IOException {
    Path parent = target.getParent();
    if (parent == null) {
      throw new IOException("no folder");
    }
    Files.createDirectories(parent);
    Path fresh = Files.createTempDirectory(parent, ".trec4j-export-");
    try {
      Path written = fresh.resolve("new");
      write(written);
      if (Files.exists(target)) {
        Files.move(target, fresh.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(fresh);
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
      try (InputStream in = resource(file)) {
        copy(in, folder.resolve(file));
      }
    }
    SelfTestSource selfTest = new SelfTestSource(network, images);
    Files.writeString(folder.resolve(symbols.weightsSource()), WeightsSource.of(network));
    Files.writeString(folder.resolve(MARK), selfTest.header());
    Files.writeString(folder.resolve(selfTest.sourceName()), selfTest.source());
    for (String file : TEMPLATES) {
      try (InputStream in = resource(file)) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve(file), filledIn(text, symbols));
      }
    }
  }

  private static void copy(InputStream in, Path to) throws IOException {
    Path parent = to.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.copy(in, to);
  }

  private static InputStream resource(String file) {
    InputStream in = FirmwareExporter.class.getResourceAsStream(file);
    if (in == null) {
      throw new IllegalStateException("the runtime's jar lacks " + file);
    }
    return in;
  }

  private String filledIn(String template, Symbols symbols) {
    return template
        .replace("@NAME@", network.spec().name())
        .replace("@METHOD@", method.label())
        .replace("@prefix@", symbols.prefix())
        .replace("@PREFIX@", symbols.prefix().toUpperCase(Locale.ROOT))
        .replace("@FINGERPRINT@", network.spec().fingerprint().hex())
        .replace("@INPUT@", network.spec().input().toString())
        .replace("@LOGITS@", Integer.toString(network.spec().classes()))
        .replace("@BOARD@", network.spec().board().name())
        .replace("@ARENA@", Integer.toString(network.plan().arenaBytes()))
        .replace("@RAM@", Integer.toString(network.plan().ramBytes()))
        .replace("@PARAMETERS@", Integer.toString(network.plan().parameterBytes()))
        .replace("@FLASH@", Integer.toString(network.plan().flashBytes()));
  }

  private static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
