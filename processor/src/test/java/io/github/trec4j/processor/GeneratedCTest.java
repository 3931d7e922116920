package io.github.trec4j.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compiles generated C with every warning an error, and runs it with parameters of zero. */
class GeneratedCTest {
  private static final List<String> STRICT =
      List.of("-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror");

  /** A parameter struct, as the internal header declares it. */
  private static final Pattern PARAMETERS =
      Pattern.compile("extern const trec4j_(\\w+)_params (\\w+);");

  /** Bytes of the parameters of zero that have a checksum. */
  private static final int CHECKED = 100;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "cifarnet, trec",
    "cifarnet, conventional",
    "small, trec",
    "kept, trec",
    "other, trec",
    "other, conventional",
    "graph, trec",
    "graph, conventional",
    "single, conventional"
  })
  void compilesAndRunsWithinItsArena(String prefix, String method) throws IOException {
    Path network = write(prefix, method);
    Files.writeString(network.resolve("weights.c"), weights(network, prefix));
    Files.writeString(
        network.resolve("main.c"), MAIN.replace("@", prefix).replace("#P#", upper(prefix)));
    List<String> sources = List.of(prefix + ".c", "weights.c", "main.c");

    List<String> host = new ArrayList<>(List.of("gcc", "-O1", "-g"));
    host.addAll(List.of("-fsanitize=address,undefined", "-fno-sanitize-recover=all"));
    host.addAll(STRICT);
    host.addAll(sources);
    host.addAll(List.of("-o", "main"));
    run(network, host);
    assertEquals("inside\n", run(network, List.of("./main")));

    List<String> board = new ArrayList<>(List.of("arm-none-eabi-gcc", "-O2", "-c"));
    board.addAll(List.of("-mcpu=cortex-m4", "-mthumb", "-mfpu=fpv4-sp-d16", "-mfloat-abi=hard"));
    board.addAll(STRICT);
    board.addAll(sources);
    run(network, board);
  }

  @ParameterizedTest
  @CsvSource({"cifarnet, trec", "other, conventional"})
  void headerServesCPlusPlus(String prefix, String method) throws IOException {
    Path network = write(prefix, method);
    Files.writeString(
        network.resolve("user.cpp"), USER.replace("@", prefix).replace("#P#", upper(prefix)));
    Files.delete(network.resolve(prefix + "_internal.h"));
    run(network, List.of("g++", "-std=c++11", "-Wall", "-Wextra", "-Werror", "-c", "user.cpp"));
  }

  private static final String USER =
      """
      #include "@.h"

      static_assert(#P#_FINGERPRINT != 0, "fingerprint");

      alignas(8) static unsigned char arena[#P#_ARENA_BYTES];

      void classify(const uint8_t *pixels, int8_t (&logits)[#P#_LOGITS]) {
        static int8_t input[#P#_INPUT_BYTES];
        @_quantize_input(pixels, input);
        if (@_parameters_intact()) @_run(arena, input, logits);
      }
      """;

  private static final String MAIN =
      """
      #include <stdio.h>
      #include <string.h>
      #include "@.h"

      enum { GUARD = 64, VALUE = 0x5a };

      static union {
        uint64_t alignment;
        uint8_t bytes[GUARD + #P#_ARENA_BYTES + GUARD];
      } arena;

      int main(void) {
        static uint8_t pixels[#P#_INPUT_BYTES];
        static int8_t input[#P#_INPUT_BYTES];
        static int8_t logits[#P#_LOGITS];
        for (size_t i = 0; i < sizeof pixels; i++) pixels[i] = (uint8_t)(i * 37);
        memset(arena.bytes, VALUE, sizeof arena.bytes);
        @_quantize_input(pixels, input);
        if (input[0] != -128 || input[1] != 37 - 128) return puts("input"), 1;
        if (!@_parameters_intact()) return puts("parameters"), 1;
        @_run(arena.bytes + GUARD, input, logits);
        for (size_t i = 0; i < GUARD; i++) {
          if (arena.bytes[i] != VALUE) return puts("before"), 1;
          if (arena.bytes[GUARD + #P#_ARENA_BYTES + i] != VALUE) return puts("behind"), 1;
        }
        puts("inside");
        return 0;
      }
      """;

  private Path write(String prefix, String method) throws IOException {
    Map<String, String> models =
        Map.of(
            "cifarnet", Examples.CIFAR_NET,
            "small", Examples.SMALL,
            "kept", Examples.KEPT,
            "other", Examples.OTHER,
            "graph", Examples.GRAPH,
            "single", Examples.SINGLE);
    Compilation compilation =
        Compilations.compile(models.get(prefix), Examples.FIRE, Examples.SAME);
    assertThat(compilation).succeededWithoutWarnings();
    String place = "test/" + prefix + "/" + method + "/";
    for (Map.Entry<String, String> file : Compilations.generated(compilation).entrySet()) {
      if (file.getKey().startsWith(place)) {
        Path path = folder.resolve(file.getKey().substring(place.length()));
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    }
    return folder;
  }

  /** Returns parameters of zero in arrays that are large enough for any of the examples. */
  private static String weights(Path network, String prefix) throws IOException {
    StringBuilder text = new StringBuilder("#include \"" + prefix + "_internal.h\"\n");
    text.append("static const int32_t zeros[200000];\n");
    Matcher parameters =
        PARAMETERS.matcher(Files.readString(network.resolve(prefix + "_internal.h")));
    while (parameters.find()) {
      String type = parameters.group(1);
      text.append("const trec4j_" + type + "_params " + parameters.group(2) + " = {\n");
      text.append(
          switch (type) {
            case "add" -> ".multipliers = (const int16_t *)zeros, .low = -128, .high = 127";
            case "conv", "dense", "depthwise_conv", "depthwise_pairs", "winograd", "winograd_fly" ->
                ".weights = (const void *)zeros, .bias = zeros, .multipliers = zeros, .low = -128,"
                    + " .high = 127";
            case "trec" ->
                ".weights = (const void *)zeros, .bias = (const int16_t *)zeros, .table_multipliers ="
                    + " zeros, .hash_vectors = (const int8_t *)zeros, .thresholds = zeros, .shift ="
                    + " 1, .low = -128, .high = 127, .directions = (const int8_t *)zeros,"
                    + " .direction_bias = zeros, .direction_multipliers = zeros, .direction_squares ="
                    + " zeros, .kept_weights = (const int16_t *)zeros, .kept_bias = zeros,"
                    + " .kept_multipliers = zeros";
            default -> ".zero_point = 0";
          });
      text.append("};\n");
    }
    CRC32 crc = new CRC32();
    crc.update(new byte[CHECKED]);
    text.append("const trec4j_range %s_parameter_ranges[] = ".formatted(prefix))
        .append("{{zeros, %d}, {zeros + 1, %d}, {0, 0}};\n".formatted(1, CHECKED - 1))
        .append("const uint32_t %s_parameters_crc32 = %du;\n".formatted(prefix, crc.getValue()));
    return text.toString();
  }

  private static String upper(String prefix) {
    return prefix.toUpperCase(Locale.ROOT);
  }

  private static String run(Path folder, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(2, MINUTES), () -> command + " does not end");
      assertEquals(0, process.exitValue(), () -> command + "\n" + output);
      return output;
    } catch (IOException e) {
      fail("cannot run " + command.get(0) + ", which ./trec test installs", e);
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
