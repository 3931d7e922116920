package io.github.trec4j.processor.check;

import io.github.trec4j.dsl.Board;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.read.Attribute;
import io.github.trec4j.processor.read.FieldDeclaration;
import io.github.trec4j.processor.read.ModelDeclaration;
import io.github.trec4j.processor.read.OperationUse;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.report.Site;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks a model class by itself and makes its network. */
public final class ModelChecker {
  private final ModelDeclaration model;
  private final Report report;

  private ModelChecker(ModelDeclaration model, Report report) {
    this.model = model;
    this.report = report;
  }

  /**
   * Checks a model class, all that can be said about it at once. Where the compiler does not know
   * what it names, only that is said, as the rest is bound to be wrong.
   *
   * @param report is told every mistake
   * @return the network; empty if there is a mistake
   */
  public static Optional<NetworkSpec> check(ModelDeclaration model, Report report) {
    if (!model.isResolved()) {
      FieldCheck.checkUnresolved(model, report);
      return Optional.empty();
    }
    return new ModelChecker(model, report).check();
  }

  private Optional<NetworkSpec> check() {
    ClassCheck.check(model, report);
    FieldCheck.check(model, report);
    Optional<BoardLimits> board = board();
    List<FieldDeclaration> layers =
        model.fields().stream().filter(FieldDeclaration::isLayer).toList();
    Optional<Way> way = new LayerCheck(input(), report).check(layers);
    List<String> labels = labels();
    if (!layers.isEmpty()) {
      checkWeights(layers);
    }
    if (way.isPresent() && way.get().nodes().size() > 1) {
      checkOutput(way.get(), layers);
    }
    if (board.isEmpty() || way.isEmpty() || !report.isClean()) {
      return Optional.empty();
    }
    NetworkSpec spec = new NetworkSpec(model.name(), board.get(), labels, way.get().nodes());
    SymbolCheck.check(spec, layers, report);
    return report.isClean() ? Optional.of(spec) : Optional.empty();
  }

  private Optional<Shape> input() {
    AnnotationUse input = model.annotation().attribute("input").annotation();
    if (!Ranges.checkInput(input, report)) {
      return Optional.empty();
    }
    Shape shape =
        new Shape(input.number("height"), input.number("width"), input.number("channels"));
    long values = (long) shape.height() * shape.width() * shape.channels();
    if (values > Limits.VALUES) {
      Site site = model.annotation().attribute("input").site();
      report.add(Message.TOO_MANY_VALUES, site, NetworkSpec.INPUT, shape, values, Limits.VALUES);
      return Optional.empty();
    }
    return Optional.of(shape);
  }

  private Optional<BoardLimits> board() {
    Attribute custom = model.annotation().attribute("customBoard");
    List<Attribute> boards = custom.elements();
    if (boards.isEmpty()) {
      return Optional.of(
          BoardLimits.of(model.annotation().attribute("board").constant(Board.class)));
    }
    if (boards.size() > 1) {
      report.add(Message.CUSTOM_BOARDS, custom.site(), boards.size());
    }
    boolean valid = boards.size() == 1;
    for (Attribute board : boards) {
      valid &= Ranges.checkBoard(board.annotation(), report);
      Attribute name = board.annotation().attribute("name");
      if (name.text().isBlank()) {
        report.add(Message.BOARD_NAME, name.site());
        valid = false;
      }
    }
    return valid ? Optional.of(limits(boards.get(0).annotation())) : Optional.empty();
  }

  private static BoardLimits limits(AnnotationUse board) {
    return new BoardLimits(
        board.attribute("name").text(),
        board.number("flashKib") * 1024,
        board.number("ramKib") * 1024,
        board.number("clockMhz"));
  }

  private List<String> labels() {
    Set<String> seen = new HashSet<>();
    List<Attribute> labels = model.annotation().attribute("labels").elements();
    for (Attribute label : labels) {
      if (label.text().isBlank()) {
        report.add(Message.LABEL_BLANK, label.site());
      } else if (!seen.add(label.text())) {
        report.add(Message.LABEL_TWICE, label.site(), label.text());
      }
    }
    return labels.stream().map(Attribute::text).toList();
  }

  private void checkWeights(List<FieldDeclaration> layers) {
    boolean weighted =
        layers.stream()
            .flatMap(layer -> layer.operations().stream())
            .anyMatch(use -> use.operation().isWeighted());
    boolean complete = layers.stream().noneMatch(layer -> layer.operations().isEmpty());
    if (!weighted && complete) {
      report.add(Message.NO_WEIGHTS, model.site(), model.name());
    }
  }

  private void checkOutput(Way way, List<FieldDeclaration> layers) {
    Shape output = way.shape();
    if (output.pixels() != 1 || output.channels() < 2) {
      List<OperationUse> last =
          layers.stream()
              .map(FieldDeclaration::operations)
              .filter(operations -> !operations.isEmpty())
              .reduce((before, after) -> after)
              .orElseThrow();
      report.add(Message.OUTPUT_NOT_LOGITS, last.get(last.size() - 1).site(), output, way);
      return;
    }
    Attribute labels = model.annotation().attribute("labels");
    int count = labels.elements().size();
    if (count != 0 && count != output.channels()) {
      String remedy =
          count < output.channels()
              ? "add " + (output.channels() - count) + ", or change the last layer"
              : "remove " + (count - output.channels()) + ", or change the last layer";
      report.add(Message.LABELS_COUNT, labels.site(), count, output.channels(), remedy);
    }
  }
}
