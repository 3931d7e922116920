package io.github.trec4j.processor.write;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.Board;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.spec.op.DepthwiseConv;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kernels refuse to compile with a layout that is too small for them; no plan makes one. */
class LayoutsTest {
  private static final int NETWORKS = 60;

  @TempDir Path folder;

  private final Random random = new Random(1);

  @Test
  void kernelsTakeThePlansOfAllConvolutions() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("gcc", "-O1", "-std=c99", "-Wall", "-Wextra"));
    command.addAll(List.of("-Werror", "-c"));
    for (int i = 0; i < NETWORKS; i++) {
      command.add(write(network("Net" + i)));
    }
    Process gcc =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(gcc.waitFor(5, MINUTES));
    assertEquals(0, gcc.exitValue(), output);
  }

  /** Returns the name of the source. */
  private String write(NetworkSpec spec) throws IOException {
    FirmwarePlan plan = FirmwarePlan.of(spec);
    CNetwork network = new CNetwork(plan, Method.TREC);
    Map<String, String> files = new TreeMap<>(KernelSources.of(plan));
    files.put(network.symbols().header(), CHeaderWriter.text(network));
    files.put(network.internalHeader(), CInternalHeaderWriter.text(network));
    files.put(network.symbols().source(), CSourceWriter.text(network));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return network.symbols().source();
  }

  private NetworkSpec network(String name) {
    Window kernel =
        new Window(
            upTo(4), upTo(4), upTo(2), upTo(2), upTo(3) - 1, upTo(3) - 1, upTo(3) - 1, upTo(3) - 1);
    int channels = upTo(24);
    Shape input = new Shape(3 + upTo(12), 3 + upTo(12), channels);
    Optional<Reuse> reuse =
        random.nextInt(5) == 0 ? Optional.empty() : Optional.of(reuse(kernel, channels));
    int filters = 2 + upTo(40);
    return NetworkSpec.builder(name, BoardLimits.of(Board.STM32F469NI), input)
        .add("conv", Convolution.of(filters, kernel, true, reuse))
        .add("deep", new DepthwiseConv(Window.square(3 + 2 * random.nextInt(2), upTo(2), 2), true))
        .add("logits", new Dense(2, true))
        .build();
  }

  private Reuse reuse(Window kernel, int channels) {
    boolean perSlice = random.nextInt(3) == 0;
    Sharing sharing = perSlice ? Sharing.PER_SLICE : Sharing.SHARED;
    int[] segments =
        IntStream.of(Segmentation.validLengths(sharing, kernel, channels))
            .filter(length -> length <= 64)
            .toArray();
    int segment = segments[random.nextInt(segments.length)];
    int bits = upTo(7);
    return Reuse.builder(segment)
        .bits(bits)
        .maxClusters(upTo(1 << bits))
        .sharing(sharing)
        .reassign(random.nextBoolean())
        .keep(perSlice || random.nextBoolean() ? 0 : random.nextInt(segment))
        .rank(random.nextInt(4) == 0 ? 2 : 0)
        .build();
  }

  private int upTo(int most) {
    return 1 + random.nextInt(most);
  }
}
