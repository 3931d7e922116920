package io.github.trec4j.fuzz;

import io.github.trec4j.compile.ModelSource;
import io.github.trec4j.dsl.Form;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.op.AvgPool;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.DepthwiseConv;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.spec.plan.WinogradForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Writes a random model class: all layers with all their attributes, odd sizes, branches, joins and
 * blocks. It knows the shapes on its way, so that all it writes is valid.
 */
public final class RandomModel {
  private static final String PACKAGE = "fuzz";
  private static final int MOST_FIELDS = 7;
  private static final int MOST_KERNEL = 5;
  private static final int MOST_POOL = 3;

  /** Of a segment's values, which javac checks. */
  private static final int MOST_SEGMENT = 256;

  /**
   * What a model may be like.
   *
   * @param leastSide of the input
   * @param mostSide of the input
   * @param mostChannels of the input
   * @param mostFilters of a layer
   * @param deep whether layers read each other; else all read the input
   */
  private record Limits(
      int leastSide, int mostSide, int mostChannels, int mostFilters, boolean deep) {}

  private static final Limits SMALL = new Limits(1, 16, 9, 20, true);
  private static final Limits WIDE = new Limits(8, 32, 64, 64, false);

  /** A field that was written, with the shape it gives. */
  private record Field(String name, Shape shape) {}

  private final Random random;
  private final Limits limits;
  private final StringBuilder text = new StringBuilder();
  private final List<Field> fields = new ArrayList<>();

  private final List<RandomBlock> blocks = new ArrayList<>();

  /** Whether any layer has weights; a model must have some. */
  private boolean weighted;

  /** The fields that nobody reads yet. */
  private final List<Field> open = new ArrayList<>();

  private RandomModel(long seed, Limits limits) {
    this.random = new Random(seed);
    this.limits = limits;
  }

  /** Returns the class of a seed, small and deep; equal seeds give equal classes. */
  static ModelSource of(long seed) {
    return of("Net", seed, SMALL);
  }

  /** Returns the class of a seed, with layers of common sizes that all read the input. */
  public static ModelSource wide(long seed) {
    return of("Wide", seed, WIDE);
  }

  private static ModelSource of(String prefix, long seed, Limits limits) {
    String name = prefix + Long.toUnsignedString(seed);
    RandomModel model = new RandomModel(seed, limits);
    model.write(name);
    return new ModelSource(PACKAGE + "." + name, model.text.toString());
  }

  private void write(String name) {
    int height = side();
    int width = side();
    boolean colours = limits.deep() ? random.nextBoolean() : oneIn(4);
    Shape input = new Shape(height, width, colours ? 3 : upTo(limits.mostChannels()));
    text.append(
        """
        package %s;

        import io.github.trec4j.dsl.*;

        @TrecModel(
            input = @Input(height = %d, width = %d, channels = %d),
            customBoard = @BoardSpec(name = "fuzz", flashKib = 3500, ramKib = 3500, clockMhz = 25))
        public final class %s {
        """
            .formatted(PACKAGE, input.height(), input.width(), input.channels(), name));
    Field image = new Field("input", input);
    extend(image);
    int count = limits.deep() ? upTo(MOST_FIELDS) : MOST_FIELDS;
    for (int i = 1; i < count; i++) {
      if (limits.deep()) {
        grow();
      } else {
        extend(image);
      }
    }
    while (open.size() > 1) {
      close(open.get(0), open.get(1));
    }
    finish();
    text.append("}\n");
  }

  private int side() {
    return limits.leastSide() + random.nextInt(limits.mostSide() - limits.leastSide() + 1);
  }

  /** Returns a number from 1 on. */
  private int upTo(int most) {
    return 1 + random.nextInt(most);
  }

  private boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Adds a field: a join where shapes allow it, else one that reads one input. */
  private void grow() {
    Field first = any(fields);
    List<Field> alike =
        fields.stream().filter(other -> !other.equals(first) && sameSides(other, first)).toList();
    if (!alike.isEmpty() && oneIn(2)) {
      join(List.of(first, any(alike)));
    } else {
      extend(oneIn(3) ? first : fields.get(fields.size() - 1));
    }
  }

  private static boolean sameSides(Field a, Field b) {
    return a.shape().height() == b.shape().height() && a.shape().width() == b.shape().width();
  }

  /** Joins fields, as a sum where their channels are as many. */
  private void join(List<Field> inputs) {
    boolean equal = inputs.stream().map(Field::shape).distinct().count() == 1;
    boolean adds = equal && random.nextBoolean();
    Shape shape = inputs.get(0).shape();
    int channels = inputs.stream().mapToInt(input -> input.shape().channels()).sum();
    String names = "{\"" + inputs.get(0).name() + "\", \"" + inputs.get(1).name() + "\"}";
    List<String> annotations = new ArrayList<>();
    annotations.add((adds ? "@Add(" : "@Concat(") + names + ")");
    Shape joined = adds ? shape : new Shape(shape.height(), shape.width(), channels);
    add(inputs, annotations, activated(annotations, joined, false));
  }

  /** Joins two fields that nobody reads, whatever their shapes. */
  private void close(Field first, Field second) {
    if (sameSides(first, second)) {
      join(List.of(first, second));
      return;
    }
    Field large = first.shape().pixels() > 1 ? first : second;
    List<String> annotations = new ArrayList<>(List.of("@GlobalAvgPool"));
    add(List.of(large), annotations, Shape.vector(large.shape().channels()));
  }

  private void extend(Field input) {
    List<String> annotations = new ArrayList<>();
    Shape shape = input.shape();
    boolean multiplies = true;
    boolean normalises = true;
    switch (random.nextInt(limits.deep() ? 9 : 8)) {
      case 0, 1 -> shape = conv(annotations, shape);
      case 2, 3 -> shape = trec(annotations, shape);
      case 4 -> shape = depthwise(annotations, shape);
      case 5 -> shape = dense(annotations);
      case 8 -> {
        normalises = false;
        shape = block(annotations, shape);
      }
      default -> {
        multiplies = false;
        normalises = false;
        shape = pool(annotations, shape);
      }
    }
    weighted |= multiplies;
    add(List.of(input), annotations, activated(annotations, shape, normalises));
  }

  private Shape conv(List<String> annotations, Shape shape) {
    RandomWindow kernel = kernel(shape);
    int filters = upTo(limits.mostFilters());
    Conv conv = new Conv(filters, kernel.written(), random.nextBoolean(), form(kernel.written()));
    annotations.add("@Conv(%s)".formatted(kernel.members(conv)));
    return kernel.over(shape).over(shape, filters);
  }

  private Form form(Window kernel) {
    List<WinogradForm> forms = WinogradForm.of(kernel);
    List<Form> choices = new ArrayList<>(List.of(Form.FASTEST, Form.DIRECT));
    if (!forms.isEmpty()) {
      choices.add(Form.WINOGRAD);
    }
    if (forms.stream().anyMatch(WinogradForm::isOnTheFly)) {
      choices.add(Form.WINOGRAD_ON_THE_FLY);
    }
    return choices.get(random.nextInt(choices.size()));
  }

  private Shape trec(List<String> annotations, Shape shape) {
    RandomWindow kernel = kernel(shape);
    int filters = 2 + random.nextInt(limits.mostFilters());
    Sharing sharing = oneIn(3) ? Sharing.PER_SLICE : Sharing.SHARED;
    int segment = segment(sharing, kernel.written(), shape.channels());
    int bits = upTo(6);
    StringBuilder reuse = new StringBuilder("segment = " + segment + ", bits = " + bits);
    reuse.append(", maxClusters = ").append(upTo(1 << bits)).append(", sharing = Sharing.");
    reuse.append(sharing).append(", reassign = ").append(random.nextBoolean());
    if (oneIn(4)) {
      reuse.append(", hashing = Hashing.RANDOM");
    } else if (sharing == Sharing.SHARED && segment > 1 && oneIn(2)) {
      reuse.append(", keep = ").append(upTo(Math.min(segment - 1, 9)));
      reuse.append(oneIn(3) ? ", rank = " + upTo(filters - 1) : "");
    }
    Conv conv = new Conv(filters, kernel.written(), random.nextBoolean());
    annotations.add("@TrecConv(%s, %s)".formatted(kernel.members(conv), reuse));
    return kernel.over(shape).over(shape, filters);
  }

  private int segment(Sharing sharing, Window kernel, int channels) {
    int[] lengths =
        IntStream.of(Segmentation.validLengths(sharing, kernel, channels))
            .filter(length -> length <= MOST_SEGMENT)
            .toArray();
    return lengths[random.nextInt(lengths.length)];
  }

  private Shape depthwise(List<String> annotations, Shape shape) {
    RandomWindow kernel = kernel(shape);
    DepthwiseConv conv = new DepthwiseConv(kernel.written(), random.nextBoolean());
    annotations.add("@DepthwiseConv(%s)".formatted(kernel.members(conv)));
    return kernel.over(shape).over(shape, shape.channels());
  }

  private Shape dense(List<String> annotations) {
    int units = upTo(limits.mostFilters());
    annotations.add("@Dense(value = %d, bias = %s)".formatted(units, random.nextBoolean()));
    return Shape.vector(units);
  }

  /** Uses a block, declared here unless it was before. */
  private Shape block(List<String> annotations, Shape shape) {
    if (blocks.isEmpty() || oneIn(2)) {
      RandomBlock inner = !blocks.isEmpty() && oneIn(2) ? any(blocks) : null;
      RandomBlock block = new RandomBlock(random, "Block" + blocks.size(), inner);
      text.append(block.declaration());
      blocks.add(block);
    }
    RandomBlock block = any(blocks);
    int filters = 1 + upTo(limits.mostFilters());
    // one that tiles a pixel suits kernels of any size
    int segment = segment(Sharing.SHARED, Window.square(1, 1, 0), shape.channels());
    annotations.add(block.use(filters, segment));
    return new Shape(shape.height(), shape.width(), block.channels(filters));
  }

  private Shape pool(List<String> annotations, Shape shape) {
    RandomWindow window = RandomWindow.of(random, shape, MOST_POOL);
    annotations.add(
        oneIn(3)
            ? "@AvgPool(%s)".formatted(window.members(new AvgPool(window.written())))
            : "@MaxPool(%s)".formatted(window.members(new MaxPool(window.written()))));
    return window.over(shape).over(shape, shape.channels());
  }

  /**
   * Returns a kernel that fits; where layers are to be of common sizes, often one that keeps it.
   */
  private RandomWindow kernel(Shape shape) {
    if (limits.deep() || oneIn(2)) {
      return RandomWindow.of(random, shape, MOST_KERNEL);
    }
    int size = upTo(MOST_KERNEL);
    return new RandomWindow(Window.square(size, 1, size / 2), false);
  }

  /** Adds what may follow in the same field. */
  private Shape activated(List<String> annotations, Shape shape, boolean normalises) {
    if (normalises && oneIn(2)) {
      annotations.add("@BatchNorm");
    }
    if (oneIn(2)) {
      annotations.add("@Relu");
    }
    if (oneIn(6)) {
      annotations.add("@Dropout(0.5f)");
    }
    // an annotation stands on a field once
    boolean pooled = annotations.stream().anyMatch(written -> written.contains("Pool("));
    return !pooled && oneIn(4) ? pool(annotations, shape) : shape;
  }

  private void add(List<Field> inputs, List<String> annotations, Shape shape) {
    Field field = new Field("f" + fields.size(), shape);
    boolean follows = fields.isEmpty() || inputs.equals(List.of(fields.get(fields.size() - 1)));
    if (inputs.size() == 1 && !follows) {
      annotations.add(0, "@From(\"%s\")".formatted(inputs.get(0).name()));
    }
    text.append("  %s%n  Layer %s;%n%n".formatted(String.join(" ", annotations), field.name()));
    fields.add(field);
    open.removeAll(inputs);
    open.add(field);
  }

  /** Ends with logits. */
  private void finish() {
    Field last = open.get(0);
    if (last.shape().channels() > 1 && weighted && oneIn(3)) {
      add(
          List.of(last),
          new ArrayList<>(List.of("@GlobalAvgPool")),
          Shape.vector(last.shape().channels()));
    } else {
      int units = 1 + upTo(9);
      add(
          List.of(last),
          new ArrayList<>(List.of("@Dense(%d)".formatted(units))),
          Shape.vector(units));
    }
  }
}
