package io.github.trec4j.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a class says, the processor answers with messages or with code that compiles; it never
 * throws, which the compiler would tell as its own failure.
 */
class RandomModelsTest {
  private static final int MODELS = 150;
  private static final int BLOCKS = 8;

  private static final List<String> NAMES =
      List.of("a", "b", "c", "d", "relu", "conv", "A", "basis", "run", "x", "input");

  private static final List<String> ODD_NUMBERS =
      List.of("-1", "0", "40", "5000", "1 << 30", "Integer.MIN_VALUE", "Block.A", "Block.B / 2");

  private final Random random;

  RandomModelsTest() {
    random = new Random(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theProcessorNeverThrows(long seed) {
    random.setSeed(seed);
    Map<String, String> sources = new LinkedHashMap<>();
    for (int i = 0; i < BLOCKS; i++) {
      sources.put("B" + i, block(i));
    }
    for (int i = 0; i < MODELS; i++) {
      sources.put("M" + i, model("M" + i));
    }
    // what a processor throws, the compiler throws too
    Compilation compilation =
        javac()
            .withProcessors(new TrecProcessor())
            .compile(sources.values().stream().map(Compilations::source).toList());
    List<String> good = good(compilation, sources);
    long models = good.stream().filter(source -> source.contains("@TrecModel")).count();
    assertTrue(models > MODELS / 20 && models <= MODELS / 2, () -> models + " are good");
    assertThat(Compilations.compile(good.toArray(String[]::new))).succeeded();
  }

  /** Returns the sources without mistakes that use no others. */
  private static List<String> good(Compilation compilation, Map<String, String> sources) {
    String notes =
        compilation.notes().stream()
            .map(note -> note.getMessage(Locale.ROOT))
            .collect(Collectors.joining("\n"));
    List<String> bad =
        compilation.errors().stream()
            .map(error -> error.getSource().getName().replaceAll(".*/|\\.java", ""))
            .toList();
    return sources.entrySet().stream()
        .filter(
            source ->
                source.getKey().startsWith("M")
                    ? notes.contains("] " + source.getKey() + " fits ")
                    : !bad.contains(source.getKey()) && !usesAny(source.getValue(), bad))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static boolean usesAny(String source, List<String> blocks) {
    return blocks.stream().anyMatch(block -> source.contains("@" + block + "("));
  }

  @Test
  void valuesThatAreNoneAreLeftToTheCompiler() {
    List<String> values =
        List.of(
            "null", "\"a\"", "1", "1.5f", "{1, 2}", "{}", "Missing.NAME", "@Relu", "Relu.class");
    List<String> uses =
        List.of(
            "@Add(%s)",
            "@From(%s)",
            "@Dense(%s)",
            "@Dropout(%s)",
            "@B(%s)",
            "@MaxPool(%s)",
            "@MaxPool(value = 2, pad = {1, %s})",
            "@Conv(filters = 1, kernel = %s)",
            "@Conv(filters = 1, kernel = 3, padding = %s)");
    for (String value : values) {
      for (String use : uses) {
        String field = use.formatted(value) + " Layer a; @Dense(2) Layer logits;";
        Compilation compilation =
            javac()
                .withProcessors(new TrecProcessor())
                .compile(
                    Compilations.source(model("M", field)),
                    Compilations.source(
                        "@Block @interface B { int value(); class L {" + field + "} }"));
        assertThat(compilation).failed(); // at least the block has no constant
      }
    }
  }

  private String model(String name) {
    String fields = fields(1 + random.nextInt(5)) + " @GlobalAvgPool @Dense(2) Layer logits;";
    return model(name, fields);
  }

  private static String model(String name, String fields) {
    return "@TrecModel(input = @Input(height = 16, width = 16, channels = 4)) class %s {\n%s\n}"
        .formatted(name, fields);
  }

  private String block(int index) {
    String parameters = "int p(); int q(); int P = Block.A; int Q = Block.B;";
    String used = "@Conv(filters = P, kernel = Q) Layer first; ";
    return switch (random.nextInt(8)) {
      case 0 -> "@Block @interface B%d { int p(); int q(); class L { } }".formatted(index);
      case 1 ->
          "@Block @interface B%d { %s class L { %s } }"
              .formatted(index, parameters, fields(1 + random.nextInt(3)));
      default ->
          "@Block @interface B%d { %s class L { %s } }"
              .formatted(index, parameters, used + fields(random.nextInt(3)));
    };
  }

  private String fields(int count) {
    List<String> names = new ArrayList<>(NAMES);
    if (!often()) {
      Collections.shuffle(names, random);
    }
    return IntStream.range(0, count)
        .mapToObj(i -> field(names.subList(0, i), names.get(i)))
        .collect(Collectors.joining("\n"));
  }

  private String field(List<String> before, String name) {
    List<String> words = new ArrayList<>();
    if (random.nextInt(8) == 0) {
      words.add("@From(" + reference(before) + ")");
    }
    if (before.size() >= 2 && random.nextInt(3) == 0) {
      words.add((random.nextBoolean() ? "@Add" : "@Concat") + "(" + references(before) + ")");
    }
    List<String> layers =
        new ArrayList<>(
            List.of(
                "@Conv(filters = %s, kernel = 1)".formatted(number()),
                "@Conv(filters = 4, kernel = %s, pad = 1)".formatted(number()),
                "@TrecConv(filters = %s, kernel = 3, pad = %s)".formatted(number(), pads()),
                "@DepthwiseConv(kernel = %s, padding = Padding.SAME, stride = %s)"
                    .formatted(numbers(), numbers()),
                "@MaxPool(value = %s, stride = %s)".formatted(numbers(), numbers()),
                "@AvgPool(value = %s, padding = Padding.%s)"
                    .formatted(numbers(), random.nextBoolean() ? "SAME" : "EXPLICIT"),
                "@Dense(%s)".formatted(number()),
                "@BatchNorm",
                "@Relu",
                "@Dropout(0.5f)",
                "@B%d(p = %s, q = 1)".formatted(random.nextInt(BLOCKS), number())));
    Collections.shuffle(layers, random);
    List<String> chosen = new ArrayList<>(layers.subList(0, random.nextInt(3)));
    if (chosen.stream().filter(layer -> layer.startsWith("@Conv")).count() > 1) {
      chosen.remove(0); // the compiler itself refuses an annotation twice
    }
    words.addAll(chosen);
    return String.join(" ", words) + " " + (often() ? "Layer" : "int") + " " + name + ";";
  }

  private String references(List<String> before) {
    int count = often() ? 2 + random.nextInt(2) : random.nextInt(2);
    List<String> names = new ArrayList<>(before);
    names.add("input");
    Collections.shuffle(names, random);
    if (often()) { // so that it is read by somebody
      String last = before.get(before.size() - 1);
      Collections.swap(names, 0, names.indexOf(last));
    }
    List<String> all =
        IntStream.range(0, Math.min(count, names.size()))
            .mapToObj(i -> often() ? '"' + names.get(i) + '"' : reference(before))
            .toList();
    return "{" + String.join(", ", all) + "}";
  }

  private String reference(List<String> before) {
    List<String> odd = List.of("", ".", "a.", "a.b", "b", "Relu", "input.a", "é");
    return before.isEmpty() || !often()
        ? '"' + odd.get(random.nextInt(odd.size())) + '"'
        : '"' + before.get(random.nextInt(before.size())) + '"';
  }

  private String number() {
    return often()
        ? "" + (1 + random.nextInt(4))
        : ODD_NUMBERS.get(random.nextInt(ODD_NUMBERS.size()));
  }

  /** Returns numbers for one, two, or rarely any number of them. */
  private String numbers() {
    int count = often() ? 1 + random.nextInt(2) : random.nextInt(6);
    return IntStream.range(0, count)
        .mapToObj(i -> number())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private String pads() {
    return often() ? "{1, 2, 0, 1}" : numbers();
  }

  private boolean often() {
    return random.nextInt(50) > 0;
  }
}
