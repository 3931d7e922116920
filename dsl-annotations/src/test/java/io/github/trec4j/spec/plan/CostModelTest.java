package io.github.trec4j.spec.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.Form;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.op.AvgPool;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.spec.op.DepthwiseConv;
import io.github.trec4j.spec.op.GlobalAvgPool;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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
    for (String method :
        List.of("conventional", "direct", "on-the-fly", "trec", "trec-per-slice")) {
      long rows = measured().stream().filter(row -> row.contains(" " + method + " ")).count();
      assertTrue(rows >= 4, method);
    }
  }

  @Test
  void aSingleClusterIsNotAssignedAnew() {
    Reuse.Builder one = Reuse.builder(16).bits(3).maxClusters(1).keep(2);
    Shape input = new Shape(8, 8, 32);
    Window window = Window.square(3, 1, 1);
    TrecConv single = new TrecConv(16, window, true, one.build());
    TrecConv reassigning = new TrecConv(16, window, true, one.reassign(true).build());
    Work once = TrecCost.of(new TrecSharedPlan(single, input), 1);
    Work again = TrecCost.of(new TrecSharedPlan(reassigning, input), 1);
    assertEquals(once, again);
  }

  @ParameterizedTest
  @MethodSource("measured")
  void convolutionsAreEstimatedWithin15Percent(String row) {
    String[] cells = row.split("\\s+");
    Matcher layer = LAYER.matcher(cells[0]);
    assertTrue(layer.matches(), row);
    int[] n = Arrays.stream(groups(layer)).mapToInt(Integer::parseInt).toArray();
    Shape input = new Shape(n[0], n[1], n[2]);
    boolean reuses = cells[1].startsWith("trec");
    Window kernel = Window.square(n[3], n[6], n[5]);
    Convolution conv =
        reuses
            ? new TrecConv(n[4], kernel, true, reuse(cells))
            : new Conv(n[4], kernel, true, form(cells[1]));
    KernelPlan plan = KernelPlan.of(conv, List.of(input));
    assertEquals(cells[2], plan.form());
    double clusters = reuses ? Double.parseDouble(cells[5]) : 0;
    assertClose(number(cells[reuses ? 6 : 3]), Math.round(plan.instructions(clusters)));
    int cycles = reuses ? 9 : cells[1].equals("conventional") ? 5 : 6;
    assertClose(number(cells[cycles]), Math.round(plan.cycles(clusters)));
  }

  private static Form form(String method) {
    return switch (method) {
      case "direct" -> Form.DIRECT;
      case "on-the-fly" -> Form.WINOGRAD_ON_THE_FLY;
      default -> Form.FASTEST;
    };
  }

  private static long number(String cell) {
    return Long.parseLong(cell.replace(",", ""));
  }

  private static String[] groups(Matcher matcher) {
    String[] groups = new String[matcher.groupCount()];
    Arrays.setAll(groups, i -> matcher.group(i + 1));
    return groups;
  }

  private static Reuse reuse(String[] cells) {
    return Reuse.builder(Integer.parseInt(cells[3]))
        .bits(Integer.parseInt(cells[4]))
        .maxClusters((int) Math.ceil(Double.parseDouble(cells[5])))
        .sharing(cells[1].equals("trec") ? Sharing.SHARED : Sharing.PER_SLICE)
        .build();
  }

  /** Of odd sizes, odd numbers of filters and channels; counted as {@code bench_layers.c} does. */
  @ParameterizedTest
  @CsvSource({
    "13, 11, 3, 1, 7, 66840, 87320",
    "13, 11, 7, 0, 10, 84240, 96400",
    "5, 7, 16, 1, 17, 94480, 87280",
    "3, 11, 5, 1, 9, 34280, 39280",
    "7, 9, 33, 1, 21, 277960, 292960",
    "4, 4, 64, 1, 32, 327840, 206080",
    "6, 6, 48, 0, 25, 204480, 131040",
    "1, 1, 128, 1, 64, 1256760, 559680",
    "9, 14, 100, 1, 30, 1460960, 1527280",
    "20, 17, 12, 1, 40, 756160, 963480",
    "32, 32, 16, 1, 3, 405240, 586280",
    "3, 3, 256, 1, 64, 2493720, 1501240"
  })
  void weightsTransformedOnTheFlyAreEstimatedWithin10Percent(
      int height, int width, int channels, int pad, int filters, long by4, long by2) {
    Conv conv = new Conv(filters, Window.square(3, 1, pad), true);
    Shape input = new Shape(height, width, channels);
    KernelPlan four = new WinogradFlyPlan(conv, input, WinogradForm.TILES_4_OF_3);
    KernelPlan two = new WinogradFlyPlan(conv, input, WinogradForm.TILES_2_OF_3);
    assertEquals(1, four.instructions() / by4, 0.1);
    assertEquals(1, two.instructions() / by2, 0.1);
  }

  /** Counted in networks of their own, as {@code ./trec bench network} does. */
  @ParameterizedTest
  @CsvSource({
    "28, 28, 64, 2, 2, 0, 42040",
    "10, 10, 64, 2, 2, 0, 5400",
    "24, 24, 20, 2, 2, 0, 10160",
    "8, 8, 50, 2, 2, 0, 2800",
    "16, 16, 96, 2, 2, 0, 20440",
    "8, 8, 256, 2, 2, 0, 13440",
    "28, 28, 64, 3, 2, 1, 107200",
    "12, 12, 40, 3, 1, 0, 28760",
    "32, 32, 64, 3, 2, 1, 140000",
    "12, 12, 42, 3, 1, 1, 65560",
    "16, 16, 48, 5, 2, 2, 98600"
  })
  void maxPoolsAreEstimatedWithin15Percent(
      int height, int width, int channels, int size, int stride, int pad, long counted) {
    Op pool = new MaxPool(Window.square(size, stride, pad));
    assertClose(counted, instructions(pool, new Shape(height, width, channels)));
  }

  @ParameterizedTest
  @CsvSource({
    "13, 10, 3, 5, 1, 2, 134973",
    "13, 10, 17, 3, 2, 1, 98753",
    "7, 5, 9, 4, 3, 3, 25153"
  })
  void depthwiseConvolutionsAreEstimatedWithin15Percent(
      int height, int width, int channels, int size, int stride, int pad, long counted) {
    DepthwiseConv conv = new DepthwiseConv(Window.square(size, stride, pad), true);
    KernelPlan plan = new DepthwiseConvPlan(conv, new Shape(height, width, channels));
    assertClose(counted, Math.round(plan.instructions()));
  }

  @ParameterizedTest
  @CsvSource({
    "16, 64, 3, 1, 300600",
    "48, 8, 3, 1, 316040",
    "16, 64, 3, 2, 128720",
    "16, 64, 5, 1, 588920",
    "16, 64, 5, 2, 196680",
    "15, 30, 3, 1, 145520"
  })
  void depthwiseConvolutionsByRowPairsAreEstimatedWithin15Percent(
      int side, int channels, int size, int stride, long counted) {
    Op conv = new DepthwiseConv(Window.square(size, stride, size / 2), true);
    assertClose(counted, instructions(conv, new Shape(side, side, channels)));
  }

  @ParameterizedTest
  @CsvSource({"500, 10, 6920", "768, 100, 89000", "800, 500, 461760"})
  void denseLayersAreEstimatedWithin15Percent(int inputs, int units, long counted) {
    assertClose(counted, instructions(new Dense(units, true), new Shape(1, 1, inputs)));
  }

  @ParameterizedTest
  @CsvSource({
    "14, 32, 2, 12440",
    "16, 48, 4, 15640",
    "7, 32, 7, 1640",
    "10, 10, 10, 1240",
    "4, 128, 4, 2600",
    "20, 32, 20, 12560",
    "2, 512, 2, 3840"
  })
  void averagesAreEstimatedWithin15Percent(int side, int channels, int size, long counted) {
    Op pool = size == side ? new GlobalAvgPool() : new AvgPool(Window.square(size, size, 0));
    assertClose(counted, instructions(pool, new Shape(side, side, channels)));
  }

  @ParameterizedTest
  @CsvSource({
    "24, 2, 2, 1, 0, 1, 0, 1, 48847",
    "24, 3, 3, 1, 1, 1, 1, 1, 93440",
    "7, 3, 3, 2, 1, 1, 1, 1, 10520",
    "24, 1, 5, 1, 0, 0, 2, 2, 59607",
    "24, 5, 5, 2, 2, 2, 2, 2, 49433"
  })
  void averagesOfClippedWindowsAreEstimatedWithin15Percent(
      int channels,
      int rows,
      int columns,
      int stride,
      int top,
      int bottom,
      int left,
      int right,
      long counted) {
    Window window = new Window(rows, columns, stride, stride, top, bottom, left, right);
    Op pool = new AvgPool(window);
    assertClose(counted, instructions(pool, new Shape(14, 15, channels)));
  }

  @Test
  void reassignmentIsEstimatedWithin15Percent() {
    Reuse reuse = Reuse.builder(21).bits(5).reassign(true).build();
    Convolution conv = new TrecConv(96, Window.square(7, 2, 3), true, reuse);
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
    Reuse reuse = Reuse.builder(segment).bits(bits).maxClusters(clusters).keep(keep).build();
    TrecConv conv = new TrecConv(64, Window.square(5, 1, 0), true, reuse);
    KernelPlan plan = new TrecSharedPlan(conv, new Shape(side, side, channels));
    assertClose(counted, Math.round(plan.instructions()));
  }

  /** Counted with all clusters in use. */
  @ParameterizedTest
  @CsvSource({
    "14, 14, 64, 64, 5, 0, 64, 8, 8, 1845280, 2864536",
    "14, 14, 64, 64, 5, 0, 64, 1, 16, 1808400, 2966738",
    "14, 14, 64, 64, 5, 0, 64, 1, 15, 1757960, 2904112",
    "14, 14, 64, 64, 5, 0, 16, 8, 2, 2355320, 3771628",
    "14, 14, 64, 32, 5, 0, 64, 4, 10, 1017640, 1616239",
    "16, 16, 64, 64, 3, 1, 32, 4, 4, 1206320, 1916519",
    "8, 8, 128, 128, 3, 1, 64, 4, 8, 1164520, 1758786",
    "8, 8, 48, 192, 3, 1, 48, 4, 12, 965320, 1489551",
    "16, 16, 16, 64, 3, 1, 16, 4, 4, 711440, 1119277",
    "6, 6, 64, 30, 3, 1, 32, 4, 5, 211760, 332598",
    "5, 7, 20, 17, 3, 1, 10, 4, 4, 118640, 182324",
    "16, 16, 32, 32, 3, 1, 32, 16, 16, 906440, 1385035"
  })
  void directionsKeptByWinogradAreEstimatedWithin6Percent(
      int height,
      int width,
      int channels,
      int filters,
      int size,
      int pad,
      int segment,
      int clusters,
      int keep,
      long instructions,
      long cycles) {
    Reuse reuse = Reuse.builder(segment).bits(4).maxClusters(clusters).keep(keep).build();
    TrecConv conv = new TrecConv(filters, Window.square(size, 1, pad), true, reuse);
    KernelPlan plan =
        KernelPlan.alternatives(conv, List.of(new Shape(height, width, channels))).stream()
            .filter(TrecWinogradPlan.class::isInstance)
            .min(Comparator.comparingDouble(KernelPlan::instructions))
            .orElseThrow();
    assertEquals(1, plan.instructions() / instructions, 0.06);
    assertEquals(1, plan.cycles(clusters) / cycles, 0.06);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2, 512, 3, 1, 1, 512, 3460400",
    "4, 4, 256, 3, 1, 1, 256, 5271200",
    "4, 4, 64, 3, 1, 1, 64, 379960",
    "4, 4, 256, 3, 2, 1, 512, 2619280",
    "8, 8, 128, 3, 2, 1, 256, 3260120",
    "3, 3, 16, 3, 1, 1, 32, 37600",
    "4, 4, 96, 5, 1, 2, 30, 557040",
    "8, 8, 64, 3, 1, 1, 64, 1813280",
    "2, 2, 320, 3, 1, 1, 100, 442760",
    "1, 1, 128, 3, 1, 1, 64, 9680",
    "5, 3, 384, 3, 1, 1, 97, 2865800",
    "4, 4, 256, 1, 2, 0, 512, 440760",
    "4, 4, 8, 3, 1, 1, 16, 33360",
    "6, 6, 32, 3, 1, 1, 8, 108360",
    "7, 7, 48, 3, 1, 1, 20, 385320"
  })
  void convolutionsTapByTapAreEstimatedWithin10Percent(
      int height,
      int width,
      int channels,
      int size,
      int stride,
      int pad,
      int filters,
      long counted) {
    Conv conv = new Conv(filters, Window.square(size, stride, pad), true);
    KernelPlan plan = new ConvTapsPlan(conv, new Shape(height, width, channels));
    assertEquals(1, plan.instructions() / counted, 0.1);
  }

  /** Random layers, counted one by one: height, width, channels, filters, window, counts. */
  @ParameterizedTest
  @CsvSource({
    "11, 25, 48, 44, 3, 3, 1, 3, 2, 0, 0, 0, 1378000, 1838965",
    "12, 11, 17, 12, 1, 1, 2, 1, 0, 0, 0, 0, 22200, 30785",
    "32, 18, 33, 32, 4, 4, 2, 2, 1, 1, 2, 2, 2319840, 3085541",
    "31, 24, 5, 50, 1, 1, 1, 2, 0, 0, 0, 0, 298320, 424115",
    "32, 15, 3, 12, 3, 3, 1, 1, 0, 0, 0, 0, 181040, 252008",
    "12, 23, 3, 53, 5, 5, 1, 1, 3, 2, 3, 4, 1401480, 1897807",
    "22, 22, 20, 10, 1, 2, 2, 2, 0, 0, 0, 0, 76600, 104437",
    "20, 18, 8, 64, 4, 1, 1, 1, 0, 0, 0, 0, 638520, 876600",
    "32, 15, 3, 32, 4, 4, 1, 1, 0, 0, 0, 0, 525720, 715554",
    "12, 15, 24, 50, 3, 2, 1, 1, 1, 2, 1, 1, 1362320, 1829969",
    "13, 24, 12, 12, 3, 3, 1, 1, 0, 0, 0, 0, 316840, 420782",
    "9, 9, 17, 64, 5, 2, 1, 1, 0, 3, 0, 0, 602600, 807829",
    "9, 22, 2, 64, 3, 3, 1, 1, 2, 1, 2, 1, 368800, 508500",
    "12, 11, 17, 28, 3, 3, 2, 3, 0, 0, 0, 0, 64800, 86186",
    "13, 24, 12, 28, 1, 1, 1, 1, 0, 0, 0, 0, 154800, 220332",
    "32, 15, 3, 10, 1, 1, 1, 1, 0, 0, 0, 0, 100920, 152262",
    "30, 21, 7, 16, 3, 1, 1, 1, 0, 0, 0, 0, 302000, 420782",
    "31, 17, 64, 8, 2, 2, 1, 1, 0, 0, 0, 0, 999880, 1304703",
    "9, 9, 17, 47, 5, 5, 1, 1, 0, 0, 0, 0, 450040, 599812",
    "10, 19, 7, 63, 1, 1, 1, 1, 0, 0, 0, 0, 184240, 261780",
    "30, 21, 7, 36, 4, 4, 1, 3, 0, 0, 0, 0, 579200, 776860",
    "20, 18, 8, 16, 2, 1, 2, 2, 1, 0, 0, 0, 34440, 49052",
    "22, 22, 20, 12, 1, 1, 3, 2, 0, 0, 0, 0, 28520, 40011",
    "31, 17, 64, 28, 1, 1, 1, 1, 0, 0, 0, 0, 896360, 1211035"
  })
  void directConvolutionsAreEstimatedWithin10Percent(
      int height,
      int width,
      int channels,
      int filters,
      int rows,
      int columns,
      int strideY,
      int strideX,
      int top,
      int bottom,
      int left,
      int right,
      long instructions,
      long cycles) {
    Window kernel = new Window(rows, columns, strideY, strideX, top, bottom, left, right);
    Conv conv = new Conv(filters, kernel, true);
    KernelPlan plan = new ConvPlan(conv, new Shape(height, width, channels));
    assertEquals(1, plan.instructions() / instructions, 0.1);
    assertEquals(1, plan.cycles(0) / cycles, 0.1);
  }

  private static long instructions(Op op, Shape input) {
    return Math.round(KernelPlan.of(op, List.of(input)).instructions());
  }

  private static void assertClose(long counted, long estimated) {
    double ratio = (double) estimated / counted;
    assertTrue(Math.abs(ratio - 1) <= TOLERANCE, counted + " counted, " + estimated + " estimated");
  }

  @Test
  void withoutAMeasurementAllTablesAreTakenToBeFull() {
    Convolution few = convWithBits(2);
    Convolution many = convWithBits(8);
    Shape input = new Shape(8, 8, 16);
    assertEquals(4, CostModel.assumedClusters(few, input));
    assertEquals(64, CostModel.assumedClusters(many, input), "no more than there are segments");
    assertEquals(CostModel.instructions(few, input), CostModel.instructions(few, input, 4));
    assertTrue(CostModel.instructions(many, input, 5) < CostModel.instructions(many, input));
  }

  private static Convolution convWithBits(int bits) {
    Reuse reuse = Reuse.builder(16).bits(bits).build();
    return new TrecConv(32, Window.square(3, 1, 1), true, reuse);
  }
}
