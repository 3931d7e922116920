package io.github.trec4j.processor;

import io.github.trec4j.processor.report.Message;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of windows that cannot be, at the number that is wrong. */
class WindowMessagesTest {
  private static final String LOGITS = "@Dense(10) Layer logits;";
  private static final String SIDES =
      "pad of @%s is one number, {vertical, horizontal}, or {top, bottom, left, right}, but has %d"
          + " numbers; give one of these";

  private static Mistake mistake(Message message, String text, String fields, String... blocks) {
    String model =
        "@TrecModel(input = @Input(height = 9, width = 7, channels = 3)) class Tiny {\n%s %s\n}"
            .formatted(fields, LOGITS);
    return new Mistake(message, text, Stream.concat(Stream.of(model), Stream.of(blocks)).toList());
  }

  static List<Mistake> numbers() {
    return List.of(
        mistake(
            Message.NUMBERS_OF_WINDOW,
            "kernel of @Conv is one number, or {rows, columns}, but has 3 numbers; give one of"
                + " these",
            "@Conv(filters = 4, kernel = /*!*/{3, 3, 3}) Layer conv;"),
        mistake(
            Message.NUMBERS_OF_WINDOW,
            "value of @MaxPool is one number, or {rows, columns}, but has 0 numbers",
            "@MaxPool(/*!*/{}) Layer pool;"),
        mistake(
            Message.NUMBERS_OF_WINDOW,
            "stride of @DepthwiseConv is one number, or {down, across}, but has 4 numbers",
            "@DepthwiseConv(kernel = /*!*/{}, stride = /*!*/{1, 1, 1, 1}, pad = /*!*/{}) Layer d;"),
        mistake(
            Message.NUMBERS_OF_WINDOW,
            SIDES.formatted("TrecConv", 3),
            "@TrecConv(filters = 4, kernel = 3, pad = /*!*/{1, 1, 1}) Layer conv;"),
        mistake(
            Message.NUMBERS_OF_WINDOW,
            SIDES.formatted("AvgPool", 5),
            "@AvgPool(value = 2, pad = /*!*/{1, 1, 1, 1, 1}) Layer pool;"));
  }

  static List<Mistake> ranges() {
    return List.of(
        mistake(
            Message.OUT_OF_RANGE,
            "kernel of @Conv must be at least 1 and at most 31, but is 0; change it",
            "@Conv(filters = 4, kernel = {3, /*!*/0}) Layer conv;"),
        mistake(
            Message.OUT_OF_RANGE,
            "kernel of @Conv must be at least 1 and at most 31, but is 2147483647; change it",
            "@Conv(filters = 4, kernel = {Integer/*!*/.MAX_VALUE, 3}) Layer conv;"),
        mistake(
            Message.OUT_OF_RANGE,
            "of @TrecConv must be at least",
            "@TrecConv(filters = 4, kernel = {3, 3}, stride = {/*!*/0, /*!*/-1},"
                + " pad = {1, /*!*/-2, /*!*/31, Integer/*!*/.MIN_VALUE}) Layer conv;"),
        mistake(
            Message.OUT_OF_RANGE,
            "stride of @AvgPool must be at least 0 and at most 255, but is 256; change it",
            "@AvgPool(value = {2, 2}, stride = {0, /*!*/256}) Layer pool;"));
  }

  static List<Mistake> pads() {
    return List.of(
        mistake(
            Message.PAD_TOO_LARGE,
            "but pad is 1 for a window of 5x1; use at most {4, 0}",
            "@Conv(filters = 4, kernel = {5, 1}, pad = /*!*/1) Layer conv;"),
        mistake(
            Message.PAD_TOO_LARGE,
            "but pad is 2 for a window of 2; use at most 1",
            "@MaxPool(value = {3, 2}, pad = {2, /*!*/2}) Layer pool;"),
        mistake(
            Message.PAD_TOO_LARGE,
            "but pad is 3 for a window of 3; use at most 2",
            "@AvgPool(value = {3, 2}, pad = {2, /*!*/3, 1, /*!*/2}) Layer pool;"),
        mistake(
            Message.PAD_TOO_LARGE,
            "some windows would see nothing else, but pad is 3 for a window of 3; use at most 2",
            "@DepthwiseConv(kernel = 3, pad = {0, 0, /*!*/3, 0}) Layer conv;"),
        mistake(
            Message.PAD_BESIDE_SAME,
            "with Padding.SAME the sizes choose the padding, but pad is 1; remove one of them",
            "@Conv(filters = 4, kernel = 3, pad = /*!*/1, padding = Padding.SAME) Layer conv;"),
        mistake(
            Message.PAD_BESIDE_SAME,
            "but pad is 2; remove one of them",
            "@MaxPool(value = 2, padding = Padding.SAME, pad = {0, /*!*/2, 1, 0}) Layer pool;"));
  }

  static List<Mistake> sizes() {
    return List.of(
        mistake(
            Message.WINDOW_TOO_LARGE,
            "pool has one of 9x8 over 9x7x3; use a smaller one",
            "@MaxPool({9, /*!*/8}) Layer pool;"),
        mistake(
            Message.WINDOW_TOO_LARGE,
            "conv has one of 12x8 over 9x7x3 padded to 11x8x3; use a smaller one",
            "@Conv(filters = 4, kernel = {/*!*/12, 8}, pad = {0, 2, 1, 0}) Layer conv;"),
        mistake(
            Message.NO_WINOGRAD_FORM,
            "but the kernel is 3x5; use Form.FASTEST",
            "@Conv(filters = 4, kernel = {3, 5}, form = Form/*!*/.WINOGRAD) Layer conv;"),
        mistake(
            Message.NO_WINOGRAD_FORM,
            "but the kernel is 3x3 stride 1x2; use Form.FASTEST",
            "@Conv(filters = 4, kernel = 3, stride = {1, 2}, padding = Padding.SAME,"
                + " form = Form/*!*/.WINOGRAD) Layer conv;"),
        mistake(
            Message.SEGMENT_DOES_NOT_DIVIDE,
            "be a row run of kernel columns * channels, but segment is 9 for an input of 9x7x3; the"
                + " nearest that do: 1, 3, 15",
            "@TrecConv(filters = 4, kernel = {3, 5}, segment = /*!*/9) Layer conv;"),
        mistake(
            Message.SEGMENT_DOES_NOT_DIVIDE,
            "must divide kernel rows * columns * channels, but segment is 10",
            "@TrecConv(filters = 4, kernel = {2, 3}, sharing = Sharing.PER_SLICE,"
                + " segment = /*!*/10) Layer conv;"));
  }

  private static String block(String layers) {
    return "@Block @interface Tall { int rows(); int side(); int ROWS = Block.A; int SIDE = Block.B;"
        + " class L { %s } }".formatted(layers);
  }

  static List<Mistake> blocks() {
    String good =
        block("@Conv(filters = 4, kernel = {ROWS, 3}, pad = {SIDE, 0, 0, 1}) Layer conv;");
    return List.of(
        mistake(
            Message.OUT_OF_RANGE,
            "kernel of @Conv must be at least 1 and at most 31, but is 0; change it (in @Tall of a)",
            "@Tall(rows = /*!*/0, side = 0) Layer a;",
            good),
        mistake(
            Message.PAD_TOO_LARGE,
            "but pad is 2 for a window of 2; use at most 1 (in @Tall of a)",
            "@Tall(rows = 2, side = /*!*/2) Layer a;",
            good),
        mistake(
            Message.PAD_BESIDE_SAME,
            "but pad is 2; remove one of them (in @Tall of a)",
            "@Tall(rows = 3, side = /*!*/2) Layer a;",
            good.replace("1}", "0}, padding = Padding.SAME")),
        mistake(
            Message.WINDOW_TOO_LARGE,
            "a.conv has one of 11x3 over 9x7x3 padded to 10x8x3; use a smaller one, more padding or"
                + " fewer poolings before it (in @Tall of a)",
            "@Tall(rows = /*!*/11, side = 1) Layer a;",
            good),
        mistake(
            Message.BLOCK_CALCULATES,
            "parameters cannot be calculated with, but value of @MaxPool comes to",
            "@Tall(rows = 2, side = 2) Layer a;",
            block("@MaxPool(value = {2, ROWS /*!*/+ 1}, pad = SIDE) @MaxPool(ROWS) Layer pool;")
                .replace("@MaxPool(ROWS)", "@Conv(filters = ROWS, kernel = 1)")),
        mistake(
            Message.PLACEHOLDER_UNDECLARED,
            "Block.C is the stride of @AvgPool, but stands for no parameter of @Tall",
            "@Tall(rows = 2, side = 2) Layer a;",
            block("@AvgPool(value = {ROWS, SIDE}, stride = {1, Block/*!*/.C}) Layer pool;")),
        mistake(
            Message.BLOCK_PARAMETER_UNUSED,
            "no layer of @Tall is given side",
            "@Tall(rows = 2, side = 2) Layer a;",
            block("@AvgPool(value = {ROWS, 2}) Layer pool;").replace("int side", "int /*!*/side")),
        mistake(
            Message.PLACEHOLDER_OUTSIDE_BLOCK,
            "Block.D stands for a parameter within a block, but is the kernel of @Conv here",
            "@Conv(filters = 4, kernel = {1, Block/*!*/.D}) Layer conv;"));
  }

  @ParameterizedTest
  @MethodSource({"numbers", "ranges", "pads", "sizes", "blocks"})
  void saysWhatIsWrongWhereItIs(Mistake mistake) {
    mistake.check();
  }
}
