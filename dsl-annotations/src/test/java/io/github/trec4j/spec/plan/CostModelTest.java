package io.github.trec4j.spec.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.Window;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds estimates against what was counted on the emulated Cortex-M4. */
class CostModelTest {
  private static final double TOLERANCE = 0.15;

  /** What {@code ./trec bench kernels} printed. Record it anew when kernels change. */
  private static final String RECORD = "kernels.txt";

  private static final Pattern LAYER =
      Pattern.compile("(\\d+)x(\\d+)x(\\d+)-(\\d+)x\\d+-(\\d+)-p(\\d+)-s(\\d+)");

  static List<String> measured() throws IOException {
    try (InputStream record = CostModelTest.class.getResourceAsStream(RECORD)) {
      String text = new String(record.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> Character.isDigit(line.charAt(0))).toList();
    }
  }

  @Test
  void theRecordHoldsEveryMethod() throws IOException {
    for (String method : List.of("conventional", "trec", "trec-per-slice")) {
      long rows = measured().stream().filter(row -> row.contains(" " + method + " ")).count();
      assertTrue(rows >= 4, method);
    }
  }

  @ParameterizedTest
  @MethodSource("measured")
  void convolutionsAreEstimatedWithin15Percent(String row) {
    String[] cells = row.split("\\s+");
    Matcher layer = LAYER.matcher(cells[0]);
    assertTrue(layer.matches(), row);
    int[] n = Arrays.stream(groups(layer)).mapToInt(Integer::parseInt).toArray();
    Shape input = new Shape(n[0], n[1], n[2]);
    boolean reuses = !cells[1].equals("conventional");
    Optional<Reuse> reuse = reuses ? Optional.of(reuse(cells)) : Optional.empty();
    Op.Conv conv = new Op.Conv(n[4], new Window(n[3], n[6], n[5]), true, reuse);
    double clusters = reuses ? Double.parseDouble(cells[4]) : 0;
    String count = cells[reuses ? 5 : 2].replace(",", "");
    assertClose(Long.parseLong(count), CostModel.instructions(conv, input, clusters));
  }

  private static String[] groups(Matcher matcher) {
    String[] groups = new String[matcher.groupCount()];
    Arrays.setAll(groups, i -> matcher.group(i + 1));
    return groups;
  }

  private static Reuse reuse(String[] cells) {
    return new Reuse(
        Integer.parseInt(cells[2]),
        Integer.parseInt(cells[3]),
        (int) Math.ceil(Double.parseDouble(cells[4])),
        cells[1].equals("trec") ? Sharing.SHARED : Sharing.PER_SLICE,
        Hashing.LEARNED,
        HashGradient.NONE,
        false,
        0,
        0);
  }

  /** Counted in networks of their own, as {@code ./trec bench network} does. */
  @ParameterizedTest
  @CsvSource({
    "28, 28, 64, 2, 2, 0, 42040",
    "10, 10, 64, 2, 2, 0, 5400",
    "24, 24, 20, 2, 2, 0, 18400",
    "8, 8, 50, 2, 2, 0, 3080",
    "16, 16, 96, 2, 2, 0, 20440",
    "8, 8, 256, 2, 2, 0, 12920",
    "28, 28, 64, 3, 2, 1, 245920",
    "12, 12, 40, 3, 1, 0, 79800"
  })
  void maxPoolsAreEstimatedWithin15Percent(
      int height, int width, int channels, int size, int stride, int pad, long counted) {
    Op pool = new Op.MaxPool(new Window(size, stride, pad));
    assertClose(counted, CostModel.instructions(pool, new Shape(height, width, channels)));
  }

  @ParameterizedTest
  @CsvSource({"500, 10, 6920", "768, 100, 89000", "800, 500, 461760"})
  void denseLayersAreEstimatedWithin15Percent(int inputs, int units, long counted) {
    assertClose(
        counted, CostModel.instructions(new Op.Dense(units, true), new Shape(1, 1, inputs)));
  }

  @ParameterizedTest
  @CsvSource({
    "14, 32, 2, 22280",
    "16, 48, 4, 73880",
    "7, 32, 7, 6680",
    "10, 10, 10, 5160",
    "4, 128, 4, 9600"
  })
  void averagesAreEstimatedWithin15Percent(int side, int channels, int size, long counted) {
    Op pool = size == side ? new Op.GlobalAvgPool() : new Op.AvgPool(new Window(size, size, 0));
    assertClose(counted, CostModel.instructions(pool, new Shape(side, side, channels)));
  }

  @Test
  void reassignmentIsEstimatedWithin15Percent() {
    Reuse reuse =
        new Reuse(21, 5, 32, Sharing.SHARED, Hashing.LEARNED, HashGradient.NONE, true, 0, 0);
    Op.Conv conv = new Op.Conv(96, new Window(7, 2, 3), true, Optional.of(reuse));
    assertClose(1_456_680, CostModel.instructions(conv, new Shape(32, 32, 3)));
  }

  /** CifarNet's two layers, counted one by one with all clusters in use. */
  @ParameterizedTest
  @CsvSource({
    "32, 3, 15, 3, 8, 3, 1621120",
    "32, 3, 15, 4, 16, 3, 1682880",
    "32, 3, 15, 4, 16, 4, 1869400",
    "32, 3, 15, 5, 32, 4, 1970800",
    "14, 64, 64, 3, 8, 8, 2224880",
    "14, 64, 64, 4, 16, 8, 2910840",
    "14, 64, 64, 4, 16, 16, 4179360",
    "14, 64, 16, 3, 8, 2, 2742400",
    "14, 64, 16, 4, 16, 2, 3562080",
    "14, 64, 64, 1, 1, 16, 2917680"
  })
  void keptDirectionsAreEstimatedWithin15Percent(
      int side, int channels, int segment, int bits, int clusters, int keep, long counted) {
    Reuse reuse =
        new Reuse(
            segment,
            bits,
            clusters,
            Sharing.SHARED,
            Hashing.LEARNED,
            HashGradient.NONE,
            false,
            keep,
            0);
    Op.Conv conv = new Op.Conv(64, new Window(5, 1, 0), true, Optional.of(reuse));
    assertClose(counted, CostModel.instructions(conv, new Shape(side, side, channels)));
  }

  private static void assertClose(long counted, long estimated) {
    double ratio = (double) estimated / counted;
    assertTrue(Math.abs(ratio - 1) <= TOLERANCE, counted + " counted, " + estimated + " estimated");
  }

  @Test
  void withoutAMeasurementAllTablesAreTakenToBeFull() {
    Op.Conv few = convWithBits(2);
    Op.Conv many = convWithBits(8);
    Shape input = new Shape(8, 8, 16);
    assertEquals(4, CostModel.assumedClusters(few, input));
    assertEquals(64, CostModel.assumedClusters(many, input), "no more than there are segments");
    assertEquals(CostModel.instructions(few, input), CostModel.instructions(few, input, 4));
    assertTrue(CostModel.instructions(many, input, 5) < CostModel.instructions(many, input));
  }

  private static Op.Conv convWithBits(int bits) {
    Reuse reuse =
        new Reuse(
            16, bits, 1 << bits, Sharing.SHARED, Hashing.LEARNED, HashGradient.NONE, false, 0, 0);
    return new Op.Conv(32, new Window(3, 1, 1), true, Optional.of(reuse));
  }
}
