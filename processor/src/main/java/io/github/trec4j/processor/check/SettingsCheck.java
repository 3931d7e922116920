package io.github.trec4j.processor.check;

import io.github.trec4j.dsl.Board;
import io.github.trec4j.processor.define.Limits;
import io.github.trec4j.processor.define.Range;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.read.Attribute;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.report.Site;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a model's own annotation says: the images, the board, the labels. */
final class SettingsCheck {
  private static final int IMAGE_SIDE = 4096;

  private static final List<Range> OF_INPUT =
      List.of(
          Range.of("height", 1, IMAGE_SIDE),
          Range.of("width", 1, IMAGE_SIDE),
          Range.of("channels", 1, Shape.MOST_CHANNELS));

  private final AnnotationUse model;
  private final Report report;

  SettingsCheck(AnnotationUse model, Report report) {
    this.model = model;
    this.report = report;
  }

  /** Returns the shape of the images; empty if it is not possible. */
  Optional<Shape> input() {
    AnnotationUse input = model.attribute("input").annotation();
    if (!Range.check(input, OF_INPUT, report)) {
      return Optional.empty();
    }
    Shape shape =
        new Shape(input.number("height"), input.number("width"), input.number("channels"));
    long values = Limits.values(shape);
    if (values > Limits.VALUES) {
      Site site = model.site("input");
      report.add(Message.TOO_MANY_VALUES, site, NetworkSpec.INPUT, shape, values, Limits.VALUES);
      return Optional.empty();
    }
    return Optional.of(shape);
  }

  /** Returns the limits of the board; empty if there is more than one or they are not possible. */
  Optional<BoardLimits> board() {
    Attribute custom = model.attribute("customBoard");
    List<Attribute> boards = custom.elements();
    if (boards.isEmpty()) {
      return Optional.of(BoardLimits.of(model.constant("board", Board.class)));
    }
    if (boards.size() > 1) {
      report.add(Message.CUSTOM_BOARDS, custom.site(), boards.size());
    }
    List<Optional<BoardLimits>> limits =
        boards.stream()
            .map(board -> new BoardSpecCheck(board.annotation(), report).limits())
            .toList();
    return boards.size() == 1 ? limits.get(0) : Optional.empty();
  }

  /** Returns the labels, checked each for itself. */
  List<String> labels() {
    Set<String> seen = new HashSet<>();
    List<Attribute> labels = model.attribute("labels").elements();
    for (Attribute label : labels) {
      if (label.text().isBlank()) {
        report.add(Message.LABEL_BLANK, label.site());
      } else if (!seen.add(label.text())) {
        report.add(Message.LABEL_TWICE, label.site(), label.text());
      }
    }
    return labels.stream().map(Attribute::text).toList();
  }

  /** Checks that there is one label a logit, or none. */
  void checkLabels(int logits) {
    Attribute labels = model.attribute("labels");
    int count = labels.elements().size();
    if (count != 0 && count != logits) {
      String remedy = count < logits ? "add " + (logits - count) : "remove " + (count - logits);
      report.add(
          Message.LABELS_COUNT,
          labels.site(),
          count,
          logits,
          remedy + ", or change the last layer");
    }
  }
}
