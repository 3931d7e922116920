package io.github.trec4j.processor.report;

import io.github.trec4j.spec.op.ReuseRule;
import java.util.Locale;
import javax.tools.Diagnostic;

/**
 * All that the processor says. A text gives the rule, the actual value and the remedy; codes never
 * change their meaning.
 */
public enum Message {
  /** Name, kind. */
  MODEL_NOT_A_CLASS(1, "a model must be a class, but %1$s is %2$s; write `final class %1$s`"),
  /** Name, enclosing. */
  MODEL_NOT_TOP_LEVEL(
      2,
      "a model must be a top-level class, but %s is declared inside %s; move it to a file of its"
          + " own"),
  /** Name, parameters. */
  MODEL_GENERIC(3, "a model has no type parameters, but %s has <%s>; remove them"),
  /** Name, superclass. */
  MODEL_EXTENDS(
      4,
      "layers are a class's own fields, but %s extends %s, whose fields would be left out;"
          + " remove `extends`"),
  /** Name. */
  MODEL_NAME(
      5,
      "C files and symbols are named after the model, so its name must be ASCII letters, digits and"
          + " underscores behind a letter, but is %s; rename the class"),
  /** Name, lower-case name, what that is. */
  MODEL_NAME_RESERVED(
      6,
      "C files and symbols are named after the model, but %s gives %s, which is %s; rename the"
          + " class"),
  /** Name, other, folder. */
  MODELS_COLLIDE(
      7, "C files are named in lower case, so %s and %s would both be %s; rename one of them"),
  /** Generated, name. */
  GENERATED_CLASS_EXISTS(
      8, "%s is to be generated from %s, but a class of that name exists; rename one of them"),
  /** Class, annotation, field. */
  LAYERS_WITHOUT_MODEL(
      9,
      Diagnostic.Kind.WARNING,
      "layers belong to a model or a block, but %1$s, with @%2$s on %3$s, is neither, so nothing is"
          + " generated; add @TrecModel to it, or @Block to the annotation around it"),
  /** Name. */
  NO_LAYERS(
      10, "%s has no fields of type Layer; add one a layer, such as `@Dense(10) Layer logits;`"),
  /** Annotation, field, type. */
  FIELD_TYPE(11, "@%1$s makes a layer, but %2$s has type %3$s; declare it as `Layer %2$s`"),
  /** Field. */
  LAYER_WITHOUT_OPERATION(
      12,
      "a Layer's annotations say what it computes, but %s has none; add one, such as @Relu, or"
          + " remove the field"),
  /** Annotation, field, suggestion. */
  UNKNOWN_OPERATION(13, "there is no layer @%s, as written on %s; %s"),
  /** Field. */
  FIELD_NAME(
      15,
      "C symbols are named after fields, so their names must be ASCII letters, digits and"
          + " underscores behind a letter, but one is %s; rename it"),
  /** Field, what it is. */
  FIELD_NAME_RESERVED(16, "C symbols are named after fields, but %s is %s; rename it"),
  /** Field, other. */
  FIELDS_DIFFER_BY_CASE(
      17, "names of layers must differ in more than case, but %s is much like %s; rename one"),
  /** Field, symbol, other. */
  SYMBOL_TAKEN(
      18, "C symbols must be unique, but %s would need %s, which is already that of %s; rename it"),
  /** Annotation, field, other annotation. */
  TWO_WEIGHTED_OPERATIONS(
      19,
      "a field holds one layer with weights, but @%s stands on %s beside @%s; give it a field of its"
          + " own"),
  /** Attribute, range, value, annotation. */
  OUT_OF_RANGE(20, ReuseRule.OUT_OF_RANGE.template()),
  /** Pad, size, most. */
  PAD_TOO_LARGE(
      21,
      "padding must be smaller than the window, or some windows would see nothing else, but pad is"
          + " %d for a window of %s; use at most %s"),
  /** Attribute, annotation, rule, count. */
  NUMBERS_OF_WINDOW(51, "%s of @%s is %s, but has %d numbers; give one of these"),
  /** Pad. */
  PAD_BESIDE_SAME(
      52, "with Padding.SAME the sizes choose the padding, but pad is %s; remove one of them"),
  /** Max clusters, bits, most. */
  TOO_MANY_CLUSTERS(22, ReuseRule.TOO_MANY_CLUSTERS.template()),
  /** None. */
  RANDOM_HASHES_TRAINED(23, ReuseRule.RANDOM_HASHES_TRAINED.template()),
  /** Segment, sharing's rule, channels, nearest. */
  SEGMENT_DOES_NOT_DIVIDE(24, ReuseRule.SEGMENT_DOES_NOT_DIVIDE.template() + " (0 chooses one)"),
  /** Node, height, width, padded input, way. */
  WINDOW_TOO_LARGE(
      25,
      "a window must not be larger than its padded input, but %s has one of %dx%d over %s; use a"
          + " smaller one, more padding or fewer poolings before it\n  the way to it: %s"),
  /** Node, before. */
  BATCH_NORM_PLACE(
      26,
      "@BatchNorm is folded into the layer before it, so it must stand directly after @Conv,"
          + " @TrecConv or @Dense, but %s stands after %s; move it"),
  /** Node. */
  DROPOUT_FIRST(27, "@Dropout needs a layer before it, but %s drops pixels of the input; move it"),
  /** Node, inputs, most. */
  TOO_MANY_INPUTS(
      28,
      "a filter's sum must stay within 32 bits, that is at most %3$,d inputs, but %1$s has %2$,d;"
          + " pool before it"),
  /** Node, shape, values, most. */
  TOO_MANY_VALUES(
      29, "%s gives %s, that is %,d values, but at most %,d are supported; use a stride or pool"),
  /** Node, weights so far, most. */
  TOO_MANY_WEIGHTS(
      30,
      "with %s the network has %,d weights, but at most %,d are supported; use fewer filters or"
          + " units"),
  /** Node, segments, most. */
  TOO_MANY_SEGMENTS(31, ReuseRule.TOO_MANY_SEGMENTS.template()),
  /** Name. */
  NO_WEIGHTS(32, "%s has nothing to train; add a layer with weights: @Conv, @TrecConv or @Dense"),
  /** Shape, way. */
  OUTPUT_NOT_LOGITS(
      33,
      "the last layer must give two or more logits, [1, 1, C], but gives %s; end with @Dense(C) or"
          + " @GlobalAvgPool\n  the way to it: %s"),
  /** Labels, logits. */
  LABELS_COUNT(34, "there must be one label a logit, but there are %d labels for %d logits; %s"),
  /** Label. */
  LABEL_TWICE(35, "labels must differ, but \"%s\" stands twice; rename one"),
  /** None. */
  LABEL_BLANK(36, "labels must not be blank; name the class"),
  /** Count. */
  CUSTOM_BOARDS(37, "a model is made for one board, but customBoard names %d; keep one"),
  /** None. */
  BOARD_NAME(38, "a board needs a name for messages and reports, but it is blank; fill it in"),
  /** Member. */
  MEMORIES_AND_SIZES(
      71,
      "a board has either sizes or memories, but %s stands beside memories; remove one of them"),
  /** What for. */
  BOARD_LACKS_MEMORY(72, "a board needs a memory for %s, but none of its memories is; add one"),
  /** Name. */
  MEMORY_NAME(
      73,
      "a memory's name must begin with a letter and go on with letters, digits and _, but is \"%s\";"
          + " change it"),
  /** Name. */
  MEMORY_NAME_TWICE(74, "memories must have names that differ, but %s stands twice; rename one"),
  /** Other, its origin, its end, name, its origin. */
  MEMORIES_OVERLAP(
      75,
      "memories must not overlap, but %s lies from 0x%08x to 0x%08x and %s begins at 0x%08x; change"
          + " an origin or a size"),
  /** Name, board, what is too much, table. */
  BOARD_TOO_SMALL(40, "%s does not fit %s: %s; use fewer or smaller layers, or a larger board\n%s"),
  /** Name, board, table. */
  BOARD_FITS(41, Diagnostic.Kind.NOTE, "%s fits %s: %s"),
  /** Node, cycles with, clusters, cycles without. */
  REUSE_DOES_NOT_PAY(
      42,
      Diagnostic.Kind.NOTE,
      "reuse in %s may make it no faster: about %,d cycles an image with all %d clusters in"
          + " use, %,d for @Conv; use longer segments, fewer bits, @Conv, or when = PROFITABLE"),
  /** Node, cycles with, clusters, cycles without. */
  REUSE_LEFT_OUT(
      43,
      Diagnostic.Kind.NOTE,
      "%s is compiled as @Conv, as when = PROFITABLE asks: reuse would take about %,d cycles"
          + " an image with all %d clusters in use, @Conv %4$,d"),
  /** Keep, segment, most. */
  KEEPS_WHOLE_SEGMENT(44, ReuseRule.KEEPS_WHOLE_SEGMENT.template()),
  /** What contradicts. */
  KEEP_NEEDS_LEARNED_SHARED(45, ReuseRule.KEEP_NEEDS_LEARNED_SHARED.template()),
  /** Rank, filters, most. */
  RANK_TOO_HIGH(46, ReuseRule.RANK_TOO_HIGH.template()),
  /** What contradicts. */
  RANK_NEEDS_LEARNED(47, ReuseRule.RANK_NEEDS_LEARNED.template()),
  /** Kernel. */
  NO_WINOGRAD_FORM(
      48,
      "Winograd's form is one of 3x3 kernels with stride 1 and, but not on the fly, of kernels of five"
          + " rows with stride 1 down, but the kernel is %s; use Form.FASTEST"),
  /** File, model, reason. */
  CANNOT_WRITE(50, "%s, generated from %s, cannot be written: %s; see to the output folder"),
  /** Name, field, suggestion. */
  UNKNOWN_INPUT(60, "there is no layer %s, as %s reads; %s"),
  /** Field, what it reads. */
  READ_TOO_EARLY(
      61,
      "a layer reads layers declared before it, but %s reads %s; read another, or change the order"),
  /** Field, name, its field. */
  READ_INSIDE_FIELD(
      62,
      "a field, and the block on it, is read as a whole, but %s reads %s; read %s, or give that"
          + " layer a field of its own"),
  /** Annotation, most, count. */
  JOIN_COUNT(63, "@%s joins 2 to %d layers, but names %d; change the list"),
  /** Name, annotation. */
  JOINED_TWICE(64, "a layer is joined once, but %s stands twice in @%s; remove one"),
  /** Annotation, field, annotation before. */
  JOIN_NOT_FIRST(
      65,
      "@%1$s reads the layers that it names, so it must be the first of a field, but on %2$s stands"
          + " behind @%3$s; give @%1$s a field of its own"),
  /** Annotation, field. */
  FROM_BESIDE_JOIN(
      66, "@%1$s says itself what %2$s reads, but @From stands beside it; remove one of them"),
  /** Field, next field. */
  LAYER_UNUSED(
      67,
      "every layer but the last must be read by another, but nobody reads %1$s, as %2$s reads"
          + " something else; name %1$s in @From, @Add or @Concat, or remove it"),
  /** Annotation, rule, name, shape, other name, other shape, way, other way. */
  SHAPES_DO_NOT_JOIN(
      68,
      "@%1$s joins layers of %2$s, but %3$s gives %4$s and %5$s gives %6$s; change one of them\n"
          + "  the way to %3$s: %7$s\n  the way to %5$s: %8$s"),
  /** Annotation, node, node before, its other readers. */
  FOLDED_INTO_SHARED(
      69,
      "@%1$s is folded into the layer before it, which nobody else may read, but %3$s is read by"
          + " %4$s as well as %2$s; let them read %2$s, or remove @%1$s"),
  /** Most, node. */
  TOO_MANY_LAYERS(
      70, "a network has at most %d layers, blocks unfolded, but %s goes beyond; use fewer"),
  /** Block, parameter, type. */
  BLOCK_PARAMETER_TYPE(
      80, "parameters of blocks are of type int, but %2$s of @%1$s is of type %3$s; change it"),
  /** Block, parameter, its constant, a free placeholder. */
  BLOCK_PARAMETER_WITHOUT_CONSTANT(
      81,
      "layers know a parameter by its constant, but @%s has none for %s; declare `int %s ="
          + " Block.%s;`, with a placeholder of its own"),
  /** Block, constant, its parameter. */
  BLOCK_CONSTANT_WITHOUT_PARAMETER(
      82,
      "a placeholder stands for a parameter, but %2$s of @%1$s for none; declare `int %3$s();` or"
          + " remove it"),
  /** Constant, other constant. */
  BLOCK_PLACEHOLDER_TWICE(
      83, "a placeholder stands for one parameter, but %s has that of %s; use another letter"),
  /** Block, parameter, its constant. */
  BLOCK_PARAMETER_UNUSED(
      84, "every parameter must be used, but no layer of @%s is given %s; use %s or remove it"),
  /** Attribute, annotation, value. */
  BLOCK_CALCULATES(
      85,
      "parameters cannot be calculated with, but %s of @%s comes to %s; add one more parameter"),
  /** Placeholder, attribute, annotation. */
  PLACEHOLDER_OUTSIDE_BLOCK(
      86,
      "Block.%s stands for a parameter within a block, but is the %s of @%s here; give a number"),
  /** Placeholder, attribute, annotation, block. */
  PLACEHOLDER_UNDECLARED(
      87,
      "Block.%1$s is the %2$s of @%3$s, but stands for no parameter of @%4$s; declare a member and"
          + " its constant"),
  /** Block, count. */
  BLOCK_CLASSES(
      88,
      "a block's layers are the fields of its one nested class, but @%s has %d; declare one `final"
          + " class Layers { ... }`"),
  /** Block, class. */
  BLOCK_WITHOUT_LAYERS(
      89, "@%s has no fields of type Layer in %s; add one a layer, such as `@Relu Layer out;`"),
  /** Chain of blocks. */
  BLOCK_RECURSIVE(90, "blocks must not contain themselves, but %s; remove one of them"),
  /** Annotation, field, annotation before. */
  BLOCK_NOT_FIRST(
      91,
      "a block must be the first on its field, but @%1$s stands on %2$s behind @%3$s; give it a"
          + " field of its own"),
  /** Block, retention. */
  BLOCK_RETENTION(
      92,
      "layers of compiled blocks keep their order with retention CLASS only, but @%s has %s; remove"
          + " @Retention"),
  /** Annotation, field, node, block. */
  BLOCK_LAYER_NAME(
      93,
      "@%1$s on %2$s would be named %3$s, as is a layer of @%4$s; give it a field of its own or"
          + " rename that layer");

  private final int number;
  private final Diagnostic.Kind kind;
  private final String template;

  Message(int number, String template) {
    this(number, Diagnostic.Kind.ERROR, template);
  }

  Message(int number, Diagnostic.Kind kind, String template) {
    this.number = number;
    this.kind = kind;
    this.template = template;
  }

  /** Returns the message that a rule of reuse is told by. */
  public static Message of(ReuseRule rule) {
    return valueOf(rule.name());
  }

  /** Returns the stable code, as it stands before the text: {@code TREC-012}. */
  public String code() {
    return String.format(Locale.ROOT, "TREC-%03d", number);
  }

  /** Returns whether this forbids output. */
  public Diagnostic.Kind kind() {
    return kind;
  }

  String text(Object... arguments) {
    return "[" + code() + "] " + String.format(Locale.ROOT, template, arguments);
  }
}
