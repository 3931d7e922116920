package io.github.trec4j.processor.check;

import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.processor.read.FieldDeclaration;
import io.github.trec4j.processor.read.Operation;
import io.github.trec4j.processor.read.OperationUse;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.report.Site;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Segmentation;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Follows the layers from the input on: each one's own numbers, then what depends on the shape that
 * reaches it. Behind a layer whose shape is unknown only numbers are checked.
 */
final class LayerCheck {
  private static final int SUGGESTED_SEGMENTS = 4;

  private final Report report;

  /** Empty once a shape is unknown. */
  private Optional<Way> way;

  private Optional<Operation> before = Optional.empty();
  private String nameBefore = NetworkSpec.INPUT;
  private long weights;

  LayerCheck(Optional<Shape> input, Report report) {
    this.way = input.map(Way::new);
    this.report = report;
  }

  /** Checks all layers and returns the way through them; empty where a shape is unknown. */
  Optional<Way> check(List<FieldDeclaration> fields) {
    for (FieldDeclaration field : fields) {
      boolean first = true;
      for (OperationUse use : field.operations()) {
        String name = first ? field.name() : field.name() + "." + use.operation().label();
        check(name, use);
        first = false;
      }
    }
    return way;
  }

  private void check(String name, OperationUse use) {
    checkPlace(name, use);
    boolean sound = Ranges.check(use, report) && checkNumbers(use);
    way = way.filter(reached -> sound && extend(reached, name, use));
    before = Optional.of(use.operation());
    nameBefore = name;
  }

  private void checkPlace(String name, OperationUse use) {
    if (use.operation() == Operation.BATCH_NORM && before.filter(Operation::isWeighted).isEmpty()) {
      report.add(Message.BATCH_NORM_PLACE, use.site(), name, nameBefore);
    }
    if (use.operation() == Operation.DROPOUT && before.isEmpty()) {
      report.add(Message.DROPOUT_FIRST, use.site(), name);
    }
  }

  /** Checks what depends on several numbers of one annotation. */
  private boolean checkNumbers(OperationUse use) {
    return switch (use.operation()) {
      case CONV -> checkPad(use, "kernel");
      case TREC_CONV -> checkReuse(use);
      case MAX_POOL -> checkPad(use, "value");
      default -> true;
    };
  }

  private boolean checkReuse(OperationUse use) {
    checkHashing(use);
    boolean clusters = checkClusters(use);
    boolean keep = checkKeep(use);
    boolean rank = checkRank(use);
    return checkPad(use, "kernel") && clusters && keep && rank;
  }

  private boolean checkPad(OperationUse use, String sizeMember) {
    int pad = use.number("pad");
    int size = use.number(sizeMember);
    if (pad >= size) {
      report.add(Message.PAD_TOO_LARGE, use.site("pad"), pad, size, size - 1);
    }
    return pad < size;
  }

  private boolean checkClusters(OperationUse use) {
    int clusters = use.number("maxClusters");
    int bits = use.number("bits");
    if (clusters > 1 << bits) {
      report.add(Message.TOO_MANY_CLUSTERS, use.site("maxClusters"), clusters, bits, 1 << bits);
    }
    return clusters <= 1 << bits;
  }

  private boolean checkKeep(OperationUse use) {
    if (use.number("keep") == 0) {
      return true;
    }
    List<Enum<?>> contradictions = new ArrayList<>();
    if (use.constant("sharing", Sharing.class) != Sharing.SHARED) {
      contradictions.add(Sharing.PER_SLICE);
    }
    contradictions.addAll(notFromData(use));
    return report(Message.KEEP_NEEDS_LEARNED_SHARED, use.site("keep"), contradictions);
  }

  private boolean checkRank(OperationUse use) {
    int rank = use.number("rank");
    int filters = use.number("filters");
    if (rank >= filters && rank > 0) {
      report.add(Message.RANK_TOO_HIGH, use.site("rank"), rank, filters, filters - 1);
      return false;
    }
    return rank == 0 || report(Message.RANK_NEEDS_LEARNED, use.site("rank"), notFromData(use));
  }

  /** Returns the constants by which hash vectors do not come from data alone. */
  private static List<Enum<?>> notFromData(OperationUse use) {
    List<Enum<?>> found = new ArrayList<>();
    if (use.constant("hashing", Hashing.class) != Hashing.LEARNED) {
      found.add(Hashing.RANDOM);
    }
    if (use.constant("hashGradient", HashGradient.class) != HashGradient.NONE) {
      found.add(HashGradient.PAPER);
    }
    return found;
  }

  /** Reports each contradiction; returns whether there are none. */
  private boolean report(Message message, Site site, List<Enum<?>> contradictions) {
    contradictions.forEach(
        constant ->
            report.add(
                message, site, constant.getDeclaringClass().getSimpleName() + "." + constant));
    return contradictions.isEmpty();
  }

  private void checkHashing(OperationUse use) {
    boolean contradicts =
        use.constant("hashing", Hashing.class) == Hashing.RANDOM
            && use.constant("hashGradient", HashGradient.class) != HashGradient.NONE;
    if (contradicts) {
      report.add(Message.RANDOM_HASHES_TRAINED, use.site("hashGradient"));
    }
  }

  /** Adds a layer to the way and returns whether its output's shape is known. */
  private boolean extend(Way reached, String name, OperationUse use) {
    Shape input = reached.shape();
    if (use.operation() == Operation.TREC_CONV && !checkKept(use, input)) {
      return false;
    }
    Op op = Operations.of(use, input);
    Optional<Window> window = windowOf(op);
    if (window.isPresent() && !window.get().fits(input)) {
      reportWindow(reached, name, use, window.get());
      return false;
    }
    if (op instanceof Op.Conv conv
        && conv.reuse().isPresent()
        && checkSegments(name, use, conv, input)) {
      op = Profit.settle(name, use, conv, input, report);
    }
    checkWeights(name, use, op, input);
    if (!checkValues(name, use, op, input)) {
      return false;
    }
    reached.add(name, op);
    return true;
  }

  private boolean checkKept(OperationUse use, Shape input) {
    int keep = use.number("keep");
    int segment = Operations.segment(use, input);
    if (keep >= segment && keep > 0) {
      report.add(
          Message.KEEPS_WHOLE_SEGMENT, use.site("keep"), keep, segment, Math.max(0, segment - 1));
      return false;
    }
    return true;
  }

  private static Optional<Window> windowOf(Op op) {
    if (op instanceof Op.Conv conv) {
      return Optional.of(conv.window());
    } else if (op instanceof Op.MaxPool pool) {
      return Optional.of(pool.window());
    } else if (op instanceof Op.AvgPool pool) {
      return Optional.of(pool.window());
    }
    return Optional.empty();
  }

  private void reportWindow(Way reached, String name, OperationUse use, Window window) {
    Shape input = reached.shape();
    String padded =
        window.pad() == 0 ? input.toString() : input + " padded to " + padded(input, window.pad());
    String member = use.operation().isWeighted() ? "kernel" : "value";
    report.add(Message.WINDOW_TOO_LARGE, use.site(member), name, window.size(), padded, reached);
  }

  private static Shape padded(Shape input, int pad) {
    return new Shape(input.height() + 2 * pad, input.width() + 2 * pad, input.channels());
  }

  private boolean checkSegments(String name, OperationUse use, Op.Conv conv, Shape input) {
    Sharing sharing = use.constant("sharing", Sharing.class);
    int kernel = conv.window().size();
    int segment = conv.reuse().orElseThrow().segment();
    if (!Segmentation.isValid(segment, sharing, kernel, input.channels())) {
      report.add(
          Message.SEGMENT_DOES_NOT_DIVIDE,
          use.site("segment"),
          rule(sharing),
          segment,
          input,
          nearest(segment, Segmentation.validLengths(sharing, kernel, input.channels())));
      return false;
    }
    Segmentation segments = Segmentation.of(conv, input);
    long count = (long) segments.slices() * segments.perSlice();
    if (count > Limits.SEGMENTS) {
      report.add(Message.TOO_MANY_SEGMENTS, use.site("segment"), name, count, Limits.SEGMENTS);
    }
    return count <= Limits.SEGMENTS;
  }

  private static String rule(Sharing sharing) {
    return switch (sharing) {
      case SHARED ->
          "a shared segment must divide the input's channels, or be a row run of kernel * channels";
      case PER_SLICE -> "a segment must divide kernel * kernel * channels";
    };
  }

  private static String nearest(int segment, int[] valid) {
    return Arrays.stream(valid)
        .filter(length -> length <= Limits.SEGMENT)
        .boxed()
        .sorted(Comparator.comparingInt(length -> Math.abs(length - segment)))
        .limit(SUGGESTED_SEGMENTS)
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }

  private void checkWeights(String name, OperationUse use, Op op, Shape input) {
    long inputs = 0;
    long filters = 0;
    if (op instanceof Op.Conv conv) {
      inputs = (long) conv.window().area() * input.channels();
      filters = conv.filters();
    } else if (op instanceof Op.Dense dense) {
      inputs = input.size();
      filters = dense.units();
    }
    if (inputs > Limits.INPUTS) {
      report.add(Message.TOO_MANY_INPUTS, use.site(), name, inputs, Limits.INPUTS);
      return;
    }
    boolean few = weights <= Limits.WEIGHTS;
    weights += inputs * filters;
    if (few && weights > Limits.WEIGHTS) {
      report.add(Message.TOO_MANY_WEIGHTS, use.site(), name, weights, Limits.WEIGHTS);
    }
  }

  private boolean checkValues(String name, OperationUse use, Op op, Shape input) {
    Shape output = op.outputOf(input);
    long values = (long) output.height() * output.width() * output.channels();
    if (values > Limits.VALUES) {
      report.add(Message.TOO_MANY_VALUES, use.site(), name, output, values, Limits.VALUES);
    }
    return values <= Limits.VALUES;
  }
}
