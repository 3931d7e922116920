package io.github.trec4j.processor.write;

import com.palantir.javapoet.CodeBlock;
import io.github.trec4j.dsl.Board;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.Window;
import java.util.Arrays;
import java.util.Optional;

/** Writes a network as the Java expression that makes it. */
final class SpecCode {
  private SpecCode() {}

  static CodeBlock of(NetworkSpec spec) {
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add(
                "$T.builder(\n$>$>$S, $L, $L)$<$<",
                NetworkSpec.class,
                spec.name(),
                board(spec.board()),
                shape(spec.input()));
    if (!spec.labels().isEmpty()) {
      CodeBlock labels =
          spec.labels().stream()
              .map(label -> CodeBlock.of("$S", label))
              .collect(CodeBlock.joining(",$W"));
      code.add("\n$>$>.labels($Z$L)$<$<", labels);
    }
    for (Node node : spec.nodes().subList(1, spec.nodes().size())) {
      code.add("\n$>$>.add($S,$W$L)$<$<", node.name(), op(node.op()));
    }
    return code.add("\n$>$>.build()$<$<").build();
  }

  private static CodeBlock board(BoardLimits board) {
    return Arrays.stream(Board.values())
        .filter(known -> BoardLimits.of(known).equals(board))
        .findFirst()
        .map(known -> CodeBlock.of("$T.of($T.$L)", BoardLimits.class, Board.class, known.name()))
        .orElseGet(
            () ->
                CodeBlock.of(
                    "new $T($S, $L, $L, $L)",
                    BoardLimits.class,
                    board.name(),
                    board.flashBytes(),
                    board.ramBytes(),
                    board.clockMhz()));
  }

  private static CodeBlock shape(Shape shape) {
    return CodeBlock.of(
        "new $T($L, $L, $L)", Shape.class, shape.height(), shape.width(), shape.channels());
  }

  private static CodeBlock op(Op op) {
    if (op instanceof Op.Conv conv) {
      return CodeBlock.of(
          "new $T($L, $L, $L,$W$L)",
          Op.Conv.class,
          conv.filters(),
          window(conv.window()),
          conv.bias(),
          reuse(conv.reuse()));
    } else if (op instanceof Op.Dense dense) {
      return CodeBlock.of("new $T($L, $L)", Op.Dense.class, dense.units(), dense.bias());
    } else if (op instanceof Op.BatchNorm norm) {
      return CodeBlock.of("new $T($Lf, $Lf)", Op.BatchNorm.class, norm.momentum(), norm.epsilon());
    } else if (op instanceof Op.MaxPool pool) {
      return CodeBlock.of("new $T($L)", Op.MaxPool.class, window(pool.window()));
    } else if (op instanceof Op.AvgPool pool) {
      return CodeBlock.of("new $T($L)", Op.AvgPool.class, window(pool.window()));
    } else if (op instanceof Op.Dropout dropout) {
      return CodeBlock.of("new $T($Lf)", Op.Dropout.class, dropout.rate());
    } else if (op instanceof Op.Relu || op instanceof Op.GlobalAvgPool) {
      return CodeBlock.of("new $T()", op.getClass());
    }
    throw new IllegalArgumentException("no code for " + op);
  }

  private static CodeBlock window(Window window) {
    return CodeBlock.of(
        "new $T($L, $L, $L)", Window.class, window.size(), window.stride(), window.pad());
  }

  private static CodeBlock reuse(Optional<Reuse> reuse) {
    return reuse
        .map(
            how ->
                CodeBlock.of(
                    "$T.of($Znew $T($L, $L, $L, $T.$L,$W$T.$L, $T.$L, $L, $L, $L))",
                    Optional.class,
                    Reuse.class,
                    how.segment(),
                    how.bits(),
                    how.maxClusters(),
                    how.sharing().getDeclaringClass(),
                    how.sharing(),
                    how.hashing().getDeclaringClass(),
                    how.hashing(),
                    how.hashGradient().getDeclaringClass(),
                    how.hashGradient(),
                    how.reassign(),
                    how.keep(),
                    how.rank()))
        .orElseGet(() -> CodeBlock.of("$T.empty()", Optional.class));
  }
}
