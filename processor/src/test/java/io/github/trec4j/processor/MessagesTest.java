package io.github.trec4j.processor;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.trec4j.processor.report.Message;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message, where it is reported and what it says; and that it is the only one. */
class MessagesTest {
  private static final List<Mistake> MISTAKES = new ArrayList<>();

  private static void mistake(Message message, String text, String... sources) {
    MISTAKES.add(new Mistake(message, text, List.of(sources)));
  }

  /** Returns a model on 8x8x3 with those fields. */
  private static String model(String fields) {
    return model("height = 8, width = 8, channels = 3", "", fields);
  }

  private static String model(String input, String more, String fields) {
    return "@TrecModel(input = @Input(%s)%s)\npublic final class Tiny {\n%s\n}"
        .formatted(input, more.isEmpty() ? "" : ", " + more, fields);
  }

  private static final String LOGITS = "@Dense(10) Layer logits;";
  private static final String INPUT =
      "@TrecModel(input = @Input(height = 8, width = 8, channels = 3)) ";

  static {
    mistake(
        Message.MODEL_NOT_A_CLASS,
        "a model must be a class, but Tiny is of kind enum; write `final class Tiny`",
        INPUT + "/*!*/enum Tiny { ; " + LOGITS + " }");
    mistake(
        Message.MODEL_NOT_TOP_LEVEL,
        "Tiny is declared inside Outer; move it to a file of its own",
        "class Outer { " + INPUT + " static /*!*/class Tiny { " + LOGITS + " } }");
    mistake(
        Message.MODEL_GENERIC,
        "Tiny has <T>; remove them",
        INPUT + "/*!*/class Tiny<T> { " + LOGITS + " }");
    mistake(
        Message.MODEL_EXTENDS,
        "Tiny extends test.Base, whose fields would be left out",
        INPUT + "/*!*/class Tiny extends Base { " + LOGITS + " }",
        "class Base {}");
    mistake(
        Message.MODEL_NAME,
        "but is Tiny$Net; rename the class",
        INPUT + "/*!*/class Tiny$Net { " + LOGITS + " }");
    mistake(
        Message.MODEL_NAME_RESERVED,
        "Double gives double, which is a reserved word of C",
        INPUT + "/*!*/class Double { " + LOGITS + " }");
    mistake(
        Message.MODEL_NAME_RESERVED,
        "StdInt gives stdint, which is taken by the C library",
        INPUT + "/*!*/class StdInt { " + LOGITS + " }");
    for (String name : List.of("Network", "Program", "Platform", "Semihosting", "Board_2")) {
      mistake(
          Message.MODEL_NAME_RESERVED,
          name + " gives " + name.toLowerCase(Locale.ROOT) + ", which is taken by the kernels",
          INPUT + "/*!*/class " + name + " { " + LOGITS + " }");
    }
    for (String name : List.of("Features", "PThread")) {
      mistake(
          Message.MODEL_NAME_RESERVED,
          name + " gives " + name.toLowerCase(Locale.ROOT) + ", which is taken by the C library",
          INPUT + "/*!*/class " + name + " { " + LOGITS + " }");
    }
    mistake(
        Message.SYMBOL_TAKEN,
        "run_fc would need run_run_fc, which is already that of fc; rename it",
        INPUT + "class Run { @Dense(4) Layer fc; @Dense(4) Layer /*!*/run_fc; " + LOGITS + " }");
    mistake(
        Message.MODELS_COLLIDE,
        "so Tiny and TINY would both be tiny.c; rename one of them",
        INPUT + "class TINY { " + LOGITS + " }",
        INPUT + "/*!*/class Tiny { " + LOGITS + " }");
    mistake(
        Message.GENERATED_CLASS_EXISTS,
        "test.TinyNetwork is to be generated from Tiny, but a class of that name exists",
        INPUT + "/*!*/class Tiny { " + LOGITS + " }",
        "class TinyNetwork {}");
    mistake(
        Message.NO_LAYERS,
        "Tiny has no fields of type Layer",
        INPUT + "/*!*/class Tiny { int size; }");
    mistake(
        Message.FIELD_TYPE,
        "@Dense makes a layer, but hidden has type int; declare it as `Layer hidden`",
        model("/*!*/@Dense(20) int hidden; " + LOGITS));
    mistake(
        Message.LAYER_WITHOUT_OPERATION,
        "a Layer's annotations say what it computes, but hidden has none",
        model("Layer /*!*/hidden; " + LOGITS));
    mistake(
        Message.FIELD_NAME,
        "but one is fc$1; rename it",
        model("@Dense(20) Layer /*!*/fc$1; " + LOGITS));
    mistake(
        Message.FIELD_NAME_RESERVED,
        "register is a reserved word of C",
        model("@Dense(20) Layer /*!*/register; " + LOGITS));
    mistake(
        Message.FIELD_NAME_RESERVED,
        "input is the name of the network's input",
        model("@Dense(20) Layer /*!*/input; " + LOGITS));
    mistake(
        Message.FIELDS_DIFFER_BY_CASE,
        "Fc1 is much like fc1; rename one",
        model("@Dense(20) Layer fc1; @Dense(20) Layer /*!*/Fc1; " + LOGITS));
    mistake(
        Message.SYMBOL_TAKEN,
        "conv1_maxPool would need tiny_conv1_maxPool, which is already that of conv1.maxPool",
        model(
            "@Conv(filters = 4, kernel = 3) @MaxPool(2) Layer conv1;"
                + " @Dense(4) Layer /*!*/conv1_maxPool; "
                + LOGITS));
    mistake(
        Message.SYMBOL_TAKEN,
        "fc1_weights would need tiny_fc1_weights, which is already that of fc1",
        model("@Dense(4) Layer fc1; @Dense(4) Layer /*!*/fc1_weights; " + LOGITS));
    mistake(
        Message.SYMBOL_TAKEN,
        "run would need tiny_run, which is already that of every network",
        model("@Dense(20) Layer /*!*/run; " + LOGITS));
    mistake(
        Message.TWO_WEIGHTED_OPERATIONS,
        "@Dense stands on logits beside @Conv; give it a field of its own",
        model("@Conv(filters = 4, kernel = 3) /*!*/@Dense(10) Layer logits;"));
    ranges();
    shapes();
    model();
    boards();
    branches();
    blocks();
    blocksInUse();
  }

  private static void ranges() {
    mistake(
        Message.OUT_OF_RANGE,
        "filters of @Conv must be at least 1 and at most 4096, but is 0; change it",
        model("@Conv(filters = /*!*/0, kernel = 3) Layer conv1; " + LOGITS));
    mistake(
        Message.OUT_OF_RANGE,
        "must be at least 1 and at most",
        model(
            "@Conv(filters = /*!*/5000, kernel = /*!*/32, stride = /*!*/0) Layer conv1; "
                + "@MaxPool(/*!*/0) Layer pool1; @AvgPool(/*!*/256) Layer pool2; "
                + "@Dense(/*!*/0) Layer logits;"));
    mistake(
        Message.OUT_OF_RANGE,
        "must be at least 0 and at most",
        model(
            "@TrecConv(filters = 4, kernel = 3, pad = /*!*/-1, segment = /*!*/257, maxClusters ="
                + " /*!*/300) Layer conv1; "
                + "@MaxPool(value = 2, stride = /*!*/-2) Layer pool1; "
                + LOGITS));
    mistake(
        Message.OUT_OF_RANGE,
        "bits of @TrecConv must be at least 1 and at most 8, but is 9",
        model("@TrecConv(filters = 4, kernel = 3, bits = /*!*/9) Layer conv1; " + LOGITS));
    mistake(
        Message.OUT_OF_RANGE,
        "@BatchNorm must be above 0 and at most 1, but is",
        model("@Dense(10) @BatchNorm(momentum = /*!*/0f, epsilon = Float/*!*/.NaN) Layer logits;"));
    mistake(
        Message.OUT_OF_RANGE,
        "value of @Dropout must be at least 0 and below 1, but is 1.0",
        model("@Dense(20) @Dropout(/*!*/1f) Layer hidden; " + LOGITS));
    mistake(
        Message.OUT_OF_RANGE,
        "of @Input must be at least 1 and at most 4096, but is",
        model("height = /*!*/0, width = /*!*/5000, channels = /*!*/-3", "", LOGITS));
    mistake(
        Message.PAD_TOO_LARGE,
        "pad is 3 for a window of 3; use at most 2",
        model("@Conv(filters = 4, kernel = 3, pad = /*!*/3) Layer conv1; " + LOGITS));
    mistake(
        Message.TOO_MANY_CLUSTERS,
        "maxClusters is 17, but 4 bits tell no more than 16 clusters apart",
        model("@TrecConv(filters = 4, kernel = 3, maxClusters = /*!*/17) Layer conv1; " + LOGITS));
    mistake(
        Message.KEEPS_WHOLE_SEGMENT,
        "keep is 9, but a segment of 9 values has no directions left to cluster beyond 8",
        model("@TrecConv(filters = 4, kernel = 3, keep = /*!*/9) Layer conv1; " + LOGITS));
    mistake(
        Message.KEEP_NEEDS_LEARNED_SHARED,
        "keep stands beside Sharing.PER_SLICE",
        model(
            "@TrecConv(filters = 4, kernel = 3, sharing = Sharing.PER_SLICE, keep = /*!*/2) Layer"
                + " conv1; "
                + LOGITS));
    mistake(
        Message.RANK_TOO_HIGH,
        "rank is 4, but 4 filters are combinations of at most 3 basis filters",
        model("@TrecConv(filters = 4, kernel = 3, rank = /*!*/4) Layer conv1; " + LOGITS));
    mistake(
        Message.RANK_NEEDS_LEARNED,
        "rank stands beside Hashing.RANDOM",
        model(
            "@TrecConv(filters = 4, kernel = 3, hashing = Hashing.RANDOM, rank = /*!*/2) Layer"
                + " conv1; "
                + LOGITS));
    mistake(
        Message.RANDOM_HASHES_TRAINED,
        "random hash vectors never change, but hashGradient is PAPER",
        model(
            "@TrecConv(filters = 4, kernel = 3, hashing = Hashing.RANDOM, "
                + "hashGradient = HashGradient/*!*/.PAPER) Layer conv1; "
                + LOGITS));
  }

  private static void shapes() {
    mistake(
        Message.NO_WINOGRAD_FORM,
        "of five rows with stride 1 down, but the kernel is 3x3 stride 2; use Form.FASTEST",
        model(
            "@Conv(filters = 4, kernel = 3, stride = 2, form = Form/*!*/.WINOGRAD) Layer conv1; "
                + LOGITS));
    mistake(
        Message.NO_WINOGRAD_FORM,
        "but the kernel is 5x5; use Form.FASTEST",
        model(
            "@Conv(filters = 4, kernel = 5, form = Form/*!*/.WINOGRAD_ON_THE_FLY) Layer conv1; "
                + LOGITS));
    mistake(
        Message.SEGMENT_DOES_NOT_DIVIDE,
        "or be a row run of kernel columns * channels, but segment is 4 for an input of 8x8x3; the nearest"
            + " that do: 1, 3, 9 (0 chooses one)",
        model("@TrecConv(filters = 4, kernel = 3, segment = /*!*/4) Layer conv1; " + LOGITS));
    mistake(
        Message.SEGMENT_DOES_NOT_DIVIDE,
        "must divide kernel rows * columns * channels, but segment is 10 for an input of 8x8x3; the"
            + " nearest that do: 1, 3, 9, 27 (0 chooses one)",
        model(
            "@TrecConv(filters = 4, kernel = 3, sharing = Sharing.PER_SLICE, segment = /*!*/10)"
                + " Layer conv1; "
                + LOGITS));
    mistake(
        Message.WINDOW_TOO_LARGE,
        "end.maxPool has one of 4x4 over 2x2x4; use a smaller one, more padding or fewer poolings"
            + " before it\n  the way to it: input 8x8x3 -> conv1 6x6x4 -> conv2 4x4x4 -> pool 2x2x4",
        model(
            "@Conv(filters = 4, kernel = 3) @Relu Layer conv1; "
                + "@Conv(filters = 4, kernel = 3) Layer conv2; @MaxPool(2) Layer pool; "
                + "@Relu @MaxPool(/*!*/4) Layer end; "
                + LOGITS));
    mistake(
        Message.WINDOW_TOO_LARGE,
        "conv1 has one of 5x5 over 1x1x20 padded to 3x3x20",
        model(
            "@Dense(20) Layer flat; @Conv(filters = 4, kernel = /*!*/5, pad = 1) Layer conv1; "
                + LOGITS));
    mistake(
        Message.BATCH_NORM_PLACE,
        "but logits.batchNorm stands after logits.relu; move it",
        model("@Dense(10) @Relu /*!*/@BatchNorm Layer logits;"));
    mistake(
        Message.BATCH_NORM_PLACE,
        "but norm stands after input; move it",
        model("/*!*/@BatchNorm Layer norm; " + LOGITS));
    mistake(
        Message.DROPOUT_FIRST,
        "drop drops pixels of the input",
        model("/*!*/@Dropout(0.5f) Layer drop; " + LOGITS));
    mistake(
        Message.TOO_MANY_INPUTS,
        "at most 65,535 inputs, but logits has 196,608; pool before it",
        model("height = 256, width = 256, channels = 3", "", "/*!*/@Dense(10) Layer logits;"));
    mistake(
        Message.TOO_MANY_VALUES,
        "conv1 gives 64x64x4096, that is 16,777,216 values, but at most 4,194,304 are supported",
        model(
            "height = 64, width = 64, channels = 3",
            "",
            "/*!*/@Conv(filters = 4096, kernel = 1) Layer conv1; " + LOGITS));
    mistake(
        Message.TOO_MANY_VALUES,
        "input gives 4096x4096x3",
        model("height = 4096, width = 4096, channels = 3", "", LOGITS)
            .replace("@Input", "/*!*/@Input"));
    mistake(
        Message.TOO_MANY_WEIGHTS,
        "with hidden the network has 39,360,000 weights, but at most 33,554,432 are supported",
        model(
            "height = 100, width = 100, channels = 6",
            "",
            "/*!*/@Dense(656) Layer hidden; " + LOGITS));
    mistake(
        Message.TOO_MANY_SEGMENTS,
        "conv1 has 210,830,400 segments an image, but at most 67,108,864 are supported",
        model(
            "height = 256, width = 256, channels = 16",
            "",
            "@TrecConv(filters = 4, kernel = 15, segment = /*!*/1, sharing = Sharing.PER_SLICE)"
                + " @GlobalAvgPool Layer conv1; "
                + LOGITS));
  }

  private static void model() {
    mistake(
        Message.NO_WEIGHTS,
        "Tiny has nothing to train",
        model("@GlobalAvgPool Layer mean;").replace("final class", "final /*!*/class"));
    mistake(
        Message.OUTPUT_NOT_LOGITS,
        "two or more logits, [1, 1, C], but gives 6x6x4; end with @Dense(C) or @GlobalAvgPool\n"
            + "  the way to it: input 8x8x3 -> conv1 6x6x4",
        model("@Conv(filters = 4, kernel = 3) /*!*/@Relu Layer conv1;"));
    mistake(
        Message.OUTPUT_NOT_LOGITS,
        "two or more logits, [1, 1, C], but gives 1x1x1",
        model("/*!*/@Dense(1) Layer logits;"));
    mistake(
        Message.LABELS_COUNT,
        "there are 2 labels for 10 logits; add 8, or change the last layer",
        labels("/*!*/{\"cat\", \"dog\"}", 10));
    mistake(
        Message.LABELS_COUNT,
        "there are 3 labels for 2 logits; remove 1, or change the last layer",
        labels("/*!*/{\"cat\", \"dog\", \"cow\"}", 2));
    mistake(
        Message.LABEL_TWICE,
        "\"cat\" stands twice; rename one",
        labels("{\"cat\", \"dog\", /*!*/\"cat\"}", 3));
    mistake(Message.LABEL_BLANK, "labels must not be blank", labels("{\"cat\", /*!*/\" \"}", 2));
  }

  private static String labels(String labels, int logits) {
    return model(
        "height = 8, width = 8, channels = 3",
        "labels = " + labels,
        "@Dense(" + logits + ") Layer logits;");
  }

  private static void boards() {
    String board = "@BoardSpec(name = \"own\", flashKib = 512, ramKib = 64, clockMhz = 80)";
    mistake(
        Message.CUSTOM_BOARDS,
        "a model is made for one board, but customBoard names 2; keep one",
        board("/*!*/{" + board + ", " + board + "}"));
    mistake(
        Message.BOARD_NAME, "a board needs a name", board(board.replace("\"own\"", "/*!*/\"\"")));
    mistake(
        Message.OUT_OF_RANGE,
        "ramKib of @BoardSpec must be at least 1 and at most 65536, but is 0",
        board(board.replace("64", "/*!*/0")));
    mistake(
        Message.BOARD_TOO_SMALL,
        "Tiny does not fit own: it needs 7,360 bytes of flash and there are 4,096 and it needs"
            + " 2,250 bytes of RAM and there are 1,024; use fewer or smaller layers",
        board("/*!*/" + board.replace("512", "4").replace("64", "1")));
    memories();
  }

  private static void memories() {
    String flash = memory("flash", "FLASH", "0x08000000L", "512");
    String ram = memory("RAM", "RAM", "0x20000000L", "/*!*/64");
    String okRam = ram.replace(Mistake.MARK, "");
    mistake(
        Message.BOARD_LACKS_MEMORY,
        "a board needs a memory for program and parameters, but none of its memories is; add one",
        memories("/*!*/", okRam));
    mistake(
        Message.BOARD_LACKS_MEMORY,
        "a board needs a memory for arena and stack, but none of its memories is; add one",
        memories("/*!*/", flash));
    mistake(
        Message.OUT_OF_RANGE,
        "kib of @Memory must be at least 1 and at most 65536, but is 0; change it",
        memories("", flash, ram.replace("64", "0")));
    mistake(
        Message.OUT_OF_RANGE,
        "origin of @Memory must be at least 0 and at most 4294901760, but is 4294967295",
        memories("", flash, okRam.replace("0x20000000L", "/*!*/0xffffffffL")));
    mistake(
        Message.MEMORY_NAME,
        "but is \"block RAM\"; change it",
        memories("", flash, okRam.replace("\"RAM\"", "/*!*/\"block RAM\"")));
    mistake(
        Message.MEMORY_NAME_TWICE,
        "but Flash stands twice",
        memories("", flash, okRam.replace("\"RAM\"", "/*!*/\"Flash\"")));
    mistake(
        Message.MEMORIES_OVERLAP,
        "flash lies from 0x08000000 to 0x08080000 and RAM begins at 0x0807ff00; change an origin",
        memories("", flash, okRam.replace("0x20000000L", "/*!*/0x0807ff00L")));
    mistake(
        Message.MEMORIES_AND_SIZES,
        "but ramKib stands beside memories; remove one of them",
        memories("", flash, okRam).replace("clockMhz", "ramKib = /*!*/64, clockMhz"));
    String small =
        memories("", flash.replace("512", "4"), memory("more", "FLASH", "0x90000000L", "1"), okRam)
            .replace("customBoard = ", "customBoard = /*!*/");
    mistake(
        Message.BOARD_TOO_SMALL,
        "Tiny does not fit own: it needs 7,360 bytes of flash and there are 4,096;",
        small);
    mistake(
        Message.BOARD_TOO_SMALL,
        "memory taken there"
            + " flash 7,360 4,096 parameters, program (set aside)"
            + " more 0 1,024"
            + " RAM 2,250 65,536 input and logits, stack",
        small);
  }

  private static String memory(String name, String kind, String origin, String kib) {
    return "@Memory(name = \"%s\", kind = MemoryKind.%s, origin = %s, kib = %s)"
        .formatted(name, kind, origin, kib);
  }

  private static String memories(String mark, String... memories) {
    return board(
        "@BoardSpec(name = \"own\", clockMhz = 80, memories = %s{%s})"
            .formatted(mark, String.join(", ", memories)));
  }

  private static String board(String boards) {
    return model("height = 8, width = 8, channels = 3", "customBoard = " + boards, LOGITS);
  }

  private static final String A = "@Conv(filters = 4, kernel = 3, pad = 1) Layer a; ";

  private static void branches() {
    mistake(
        Message.UNKNOWN_INPUT,
        "there is no layer conv1, as b reads; did you mean conv?",
        model(A.replace(" a;", " conv;") + "@From(/*!*/\"conv1\") @Relu Layer b; " + LOGITS));
    mistake(
        Message.UNKNOWN_INPUT,
        "there is no layer elsewhere, as sum reads; before it there are input, a, b",
        model(
            A
                + "@From(\"input\") @Conv(filters = 4, kernel = 1) Layer b; "
                + "@Add({\"a\", /*!*/\"elsewhere\"}) Layer sum; "
                + LOGITS));
    mistake(
        Message.READ_TOO_EARLY,
        "but sum reads itself; read another, or change the order",
        model(A + "@Add({\"a\", /*!*/\"sum\"}) Layer sum; " + LOGITS));
    mistake(
        Message.READ_TOO_EARLY,
        "but b reads c, which is declared behind it",
        model(A + "@From(/*!*/\"c\") @Relu Layer b; @Relu Layer c; " + LOGITS));
    mistake(
        Message.JOIN_COUNT,
        "@Add joins 2 to 64 layers, but names 1; change the list",
        model(A + "@Add(/*!*/\"a\") Layer sum; " + LOGITS));
    mistake(
        Message.JOIN_COUNT, "names 0", model(A + "@Concat(/*!*/{}) Layer all; @Dense(9) Layer b;"));
    mistake(
        Message.JOINED_TWICE,
        "a stands twice in @Add; remove one",
        model(A + "@Add({\"a\", /*!*/\"a\"}) Layer sum; " + LOGITS));
    mistake(
        Message.JOIN_NOT_FIRST,
        "on sum stands behind @Relu; give @Add a field of its own",
        model(
            A
                + "@Conv(filters = 4, kernel = 1) Layer b; @Relu /*!*/@Add({\"a\", \"b\"}) Layer sum; "
                + LOGITS));
    mistake(
        Message.FROM_BESIDE_JOIN,
        "@Add says itself what sum reads, but @From stands beside it",
        model(
            A
                + "@Conv(filters = 4, kernel = 1) Layer b; "
                + "/*!*/@From(\"a\") @Add({\"a\", \"b\"}) Layer sum; "
                + LOGITS));
    mistake(
        Message.LAYER_UNUSED,
        "nobody reads b, as c reads something else; name b in @From, @Add or @Concat",
        model(
            A
                + "@Conv(filters = 4, kernel = 1) Layer /*!*/b; @From(\"a\") @Relu Layer c; "
                + LOGITS));
    mistake(
        Message.FIELD_TYPE,
        "@From makes a layer, but b has type int",
        model("/*!*/@From(\"input\") int b; " + LOGITS));
    String narrow = A.replace(" a;", " b;").replace(", pad = 1", "");
    mistake(
        Message.SHAPES_DO_NOT_JOIN,
        """
        @Add joins layers of one shape, but a gives 8x8x4 and b gives 6x6x4; change one of them
          the way to a: input 8x8x3 -> a 8x8x4
          the way to b: input 8x8x3 -> a 8x8x4 -> b 6x6x4""",
        model(A + narrow + "@Add({\"a\", /*!*/\"b\"}) @Relu Layer sum; " + LOGITS));
    mistake(
        Message.SHAPES_DO_NOT_JOIN,
        "@Concat joins layers of one height and width, but input gives 8x8x3 and a gives 1x1x4",
        model(
            A.replace("Layer", "@GlobalAvgPool Layer")
                + "@Concat({\"input\", /*!*/\"a\"}) Layer sum; "
                + LOGITS));
    mistake(
        Message.FOLDED_INTO_SHARED,
        "@BatchNorm is folded into the layer before it, which nobody else may read, but a is read"
            + " by sum as well as b; let them read b, or remove @BatchNorm",
        model(A + "/*!*/@BatchNorm Layer b; @Add({\"a\", \"b\"}) Layer sum; " + LOGITS));
    mistake(
        Message.FOLDED_INTO_SHARED,
        "@Dropout is folded into",
        model(A + "/*!*/@Dropout(0.5f) Layer b; @Add({\"a\", \"b\"}) Layer sum; " + LOGITS));
    mistake(
        Message.TOO_MANY_LAYERS,
        "at most 512 layers, blocks unfolded, but l9.a.a.b.s1 goes beyond",
        model(
            IntStream.range(0, 10).mapToObj("@Eight Layer l%d; "::formatted).collect(joining())
                + LOGITS),
        block("Eight", "@Four Layer a; @Four Layer b;"),
        block("Four", "@Two Layer a; @Two Layer b;"),
        block("Two", "@Seven Layer a; @Seven Layer b;"),
        block(
            "Seven",
            IntStream.range(0, 7)
                .mapToObj("@Relu Layer s%d; "::formatted)
                .collect(joining())
                .replace("@Relu Layer s1", "/*!*/@Relu Layer s1")));
  }

  /** Returns a block without parameters. */
  private static String block(String name, String fields) {
    return block(name, "", fields);
  }

  private static String block(String name, String parameters, String fields) {
    return "@Block\n@interface %s {\n%s\nfinal class Layers {\n%s\n}\n}"
        .formatted(name, parameters, fields);
  }

  private static final String OUT = "@Conv(filters = OUT, kernel = 1) Layer conv;";
  private static final String OUT_PARAMETER = "int out(); int OUT = Block.A;";

  private static void blocks() {
    mistake(
        Message.BLOCK_PARAMETER_TYPE,
        "parameters of blocks are of type int, but bias of @Wide is of type boolean",
        block("Wide", OUT_PARAMETER + " boolean /*!*/bias();", OUT));
    mistake(
        Message.BLOCK_PARAMETER_WITHOUT_CONSTANT,
        "@Wide has none for outRight; declare `int OUT_RIGHT = Block.B;`, with a placeholder of its"
            + " own",
        block("Wide", OUT_PARAMETER + " int /*!*/outRight();", OUT));
    mistake(
        Message.BLOCK_CONSTANT_WITHOUT_PARAMETER,
        "OUT_LEFT of @Wide for none; declare `int outLeft();` or remove it",
        block("Wide", OUT_PARAMETER + " int /*!*/OUT_LEFT = Block.B;", OUT));
    mistake(
        Message.BLOCK_PLACEHOLDER_TWICE,
        "MORE has that of OUT; use another letter",
        block("Wide", "int out(); int OUT = Block.A; int more(); int /*!*/MORE = Block.A;", OUT));
    mistake(
        Message.BLOCK_PARAMETER_UNUSED,
        "no layer of @Wide is given depth; use DEPTH or remove it",
        block("Wide", OUT_PARAMETER + " int /*!*/depth(); int DEPTH = Block.B;", OUT));
    mistake(
        Message.BLOCK_CALCULATES,
        "parameters cannot be calculated with, but filters of @Conv comes to",
        block(
            "Wide",
            OUT_PARAMETER,
            OUT
                + "@Conv(filters = OUT /*!*// 2, kernel = 1) Layer a; @Conv(filters = OUT /*!*/* 4,"
                + " kernel = OUT /*!*/+ 1, pad = OUT /*!*/- Block.B) Layer b;"));
    mistake(
        Message.BLOCK_CALCULATES,
        "value of @Dropout comes to",
        block("Wide", OUT_PARAMETER, OUT + " @Dropout(/*!*/OUT) Layer drop;"));
    mistake(
        Message.PLACEHOLDER_UNDECLARED,
        "Block.C is the value of @MaxPool, but stands for no parameter of @Wide",
        block("Wide", OUT_PARAMETER, OUT + " @MaxPool(Block/*!*/.C) Layer pool;"));
    mistake(
        Message.BLOCK_CLASSES,
        "but @Wide has 0; declare one `final class Layers { ... }`",
        "@Block @/*!*/interface Wide { }");
    mistake(
        Message.BLOCK_CLASSES,
        "but @Wide has 2",
        "@Block @/*!*/interface Wide { class A { @Relu Layer a; } class B { @Relu Layer b; } }");
    mistake(
        Message.BLOCK_WITHOUT_LAYERS,
        "@Wide has no fields of type Layer in Layers",
        "@Block @interface Wide { /*!*/class Layers { int size; } }");
    mistake(
        Message.BLOCK_RECURSIVE,
        "blocks must not contain themselves, but @Own contains @Own; remove one of them",
        block("Own", "/*!*/@Own Layer own;"));
    mistake(
        Message.BLOCK_RECURSIVE,
        "but @One contains @Two, which contains @One",
        "class Both { "
            + block("One", "/*!*/@Two Layer two;")
            + block("Two", "/*!*/@One Layer one;")
            + "}");
    mistake(
        Message.BLOCK_RETENTION,
        "but @Wide has RUNTIME; remove @Retention",
        "@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy/*!*/.RUNTIME) "
            + block("Wide", "@Relu Layer out;"));
    mistake(
        Message.MODEL_EXTENDS,
        "Layers extends java.lang.Thread, whose fields would be left out",
        "@Block @interface Wide { /*!*/class Layers extends Thread { @Relu Layer a; } }");
    mistake(
        Message.FIELD_NAME_RESERVED,
        "basis is the name of a convolution's basis filters",
        block("Wide", "@Relu Layer /*!*/basis;"));
    mistake(
        Message.UNKNOWN_INPUT,
        "there is no layer b, as c reads",
        block("Wide", "@Relu Layer a; @From(/*!*/\"b\") @Relu Layer c;"));
  }

  private static void blocksInUse() {
    mistake(
        Message.UNKNOWN_INPUT,
        "there is no layer unseen, as b reads",
        model(
            A
                + "@From(/*!*/\"unseen\") @BatchNorm Layer b; "
                + "@From(/*!*/\"unseen\") @Dropout(0.5f) Layer c; "
                + LOGITS));
    mistake(
        Message.BLOCK_PARAMETER_UNUSED,
        "no layer of @Wide is given out",
        model("@Relu Layer r; @Wide(out = 2) Layer w;"),
        block("Wide", OUT_PARAMETER.replace("out", "/*!*/out"), "@Dense(10) Layer dense;"));
    String wide = block("Wide", OUT_PARAMETER, OUT + " @MaxPool(2) Layer pool;");
    mistake(
        Message.FIELD_TYPE,
        "@Wide makes a layer, but w has type int",
        model("/*!*/@Wide(out = 2) int w; " + LOGITS),
        wide);
    mistake(
        Message.BLOCK_NOT_FIRST,
        "@Wide stands on w behind @Relu; give it a field of its own",
        model("@Relu /*!*/@Wide(out = 2) Layer w; " + LOGITS),
        wide);
    mistake(
        Message.BLOCK_LAYER_NAME,
        "@Conv on w would be named w.conv, as is a layer of @Wide",
        model("@Wide(out = 2) /*!*/@Conv(filters = 2, kernel = 1) Layer w; " + LOGITS),
        wide);
    mistake(
        Message.READ_INSIDE_FIELD,
        "is read as a whole, but b reads w.conv; read w, or give that layer a field",
        model("@Wide(out = 2) Layer w; @From(/*!*/\"w.conv\") @Relu Layer b; " + LOGITS),
        wide);
    mistake(
        Message.PLACEHOLDER_OUTSIDE_BLOCK,
        "Block.A stands for a parameter within a block, but is the filters of @Conv here",
        model("@Conv(filters = Wide/*!*/.OUT, kernel = 1) Layer w; " + LOGITS),
        wide);
    mistake(
        Message.PLACEHOLDER_OUTSIDE_BLOCK,
        "but is the out of @Wide here",
        model("@Wide(out = Block/*!*/.A) Layer w; " + LOGITS),
        wide);
    mistake(
        Message.OUT_OF_RANGE,
        "filters of @Conv must be at least 1 and at most 4096, but is 0; change it (in @Wide of w)",
        model("@Wide(out = /*!*/0) Layer w; @Wide(out = 4) Layer x; " + LOGITS),
        wide);
    mistake(
        Message.WINDOW_TOO_LARGE,
        "z.pool has one of 2x2 over 1x1x4; use a smaller one, more padding or fewer poolings before"
            + " it (in @Wide of z)\n  the way to it: input 8x8x3 -> w.conv 8x8x4 -> w.pool 4x4x4 ->"
            + " x.pool 2x2x4 -> y.pool 1x1x4",
        model(
            "@Wide(out = 4) Layer w; @Wide(out = 4) Layer x; @Wide(out = 4) Layer y; "
                + "@Wide(out = 4) Layer z; "
                + LOGITS),
        wide.replace("2)", "/*!*/2)"));
    mistake(
        Message.WINDOW_TOO_LARGE,
        "z.wide.pool has one of 3x3 over 1x1x4; use a smaller one, more padding or fewer poolings"
            + " before it (in @Wide of z.wide)",
        model("@GlobalAvgPool @Relu Layer mean; @Around Layer z; " + LOGITS),
        block("Around", "@Wide(out = 4, size = /*!*/3) Layer wide;"),
        wide.replace("int out();", "int out(); int size(); int SIZE = Block.E;")
            .replace("2)", "SIZE)"));
  }

  static List<Mistake> mistakes() {
    return MISTAKES;
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysWhatIsWrongWhereItIs(Mistake mistake) {
    mistake.check();
  }

  @Test
  void everyMessageHasATest() {
    Set<Message> tested = EnumSet.noneOf(Message.class);
    MISTAKES.forEach(mistake -> tested.add(mistake.message()));
    Set<Message> elsewhere =
        EnumSet.of(
            Message.UNKNOWN_OPERATION, // TrecProcessorTest
            Message.CANNOT_WRITE, // TrecProcessorTest
            Message.NUMBERS_OF_WINDOW, // WindowMessagesTest
            Message.PAD_BESIDE_SAME, // WindowMessagesTest
            Message.BOARD_FITS, // NotesTest
            Message.LAYERS_WITHOUT_MODEL, // NotesTest
            Message.REUSE_DOES_NOT_PAY, // NotesTest
            Message.REUSE_LEFT_OUT); // NotesTest
    Set<Message> notes =
        EnumSet.of(
            Message.BOARD_FITS,
            Message.REUSE_DOES_NOT_PAY,
            Message.REUSE_LEFT_OUT,
            Message.LAYERS_WITHOUT_MODEL);
    for (Message message : Message.values()) {
      boolean isError = message.kind() == Diagnostic.Kind.ERROR;
      assertEquals(!elsewhere.contains(message), tested.contains(message), message::toString);
      assertEquals(isError, !notes.contains(message), message::toString);
    }
  }
}
