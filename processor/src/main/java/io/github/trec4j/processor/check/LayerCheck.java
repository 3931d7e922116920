package io.github.trec4j.processor.check;

import io.github.trec4j.processor.define.LayerDefinition;
import io.github.trec4j.processor.define.LayerUse;
import io.github.trec4j.processor.define.Limits;
import io.github.trec4j.processor.define.Range;
import io.github.trec4j.processor.define.Way;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.report.Site;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Follows the layers from the input on: each one's own numbers, then what depends on the shapes
 * that reach it. Behind a layer whose shape is unknown only numbers and places are checked. What
 * there is to check their definitions know; here are the limits of all.
 */
final class LayerCheck {
  private final Report report;

  /** Through the layers whose shapes are known; empty if that of the input is not. */
  private final Optional<Way> way;

  private boolean isComplete = true;
  private long weights;

  LayerCheck(Optional<Shape> input, Report report) {
    this.way = input.map(Way::new);
    this.report = report;
  }

  /** Checks all layers and returns the way through them; empty where a shape is unknown. */
  Optional<Way> check(List<LayerUse> layers) {
    layers.forEach(this::check);
    return way.filter(found -> isComplete);
  }

  private void check(LayerUse use) {
    LayerDefinition definition = use.definition();
    definition.checkPlace(use, report);
    boolean sound =
        Range.check(use.annotation(), definition.ranges(), report)
            && definition.checkMembers(use.annotation(), report);
    isComplete &=
        sound && way.filter(found -> found.reaches(use) && extend(found, use)).isPresent();
  }

  /** Adds a layer to the way and returns whether its output's shape is known. */
  private boolean extend(Way reached, LayerUse use) {
    Optional<Op> op = use.definition().define(use, reached, report);
    if (op.isEmpty()) {
      return false;
    }
    List<Shape> inputs = reached.inputsOf(use);
    checkWeights(use, op.get(), inputs);
    boolean known = checkValues(use, op.get().outputOf(inputs));
    if (known) {
      reached.add(use, op.get());
    }
    return known;
  }

  private void checkWeights(LayerUse use, Op op, List<Shape> inputs) {
    long fanIn = op.fanIn(inputs);
    if (fanIn > Limits.INPUTS) {
      report(Message.TOO_MANY_INPUTS, use, fanIn, Limits.INPUTS);
      return;
    }
    boolean few = weights <= Limits.WEIGHTS;
    weights += op.weights(inputs);
    if (few && weights > Limits.WEIGHTS) {
      report(Message.TOO_MANY_WEIGHTS, use, weights, Limits.WEIGHTS);
    }
  }

  private boolean checkValues(LayerUse use, Shape output) {
    long values = Limits.values(output);
    if (values > Limits.VALUES) {
      Site site = use.annotation().site();
      report.add(Message.TOO_MANY_VALUES, site, use.name(), output, values, Limits.VALUES);
    }
    return values <= Limits.VALUES;
  }

  private void report(Message message, LayerUse use, long count, int most) {
    report.add(message, use.annotation().site(), use.name(), count, most);
  }
}
