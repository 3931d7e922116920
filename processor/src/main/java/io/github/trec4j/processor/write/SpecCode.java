package io.github.trec4j.processor.write;

import com.palantir.javapoet.CodeBlock;
import io.github.trec4j.dsl.Board;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.BoardMemory;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Window;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a network as the Java expression that makes it. Operations are records, which are written
 * component by component, whatever they are.
 */
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
                value(spec.input()));
    if (!spec.labels().isEmpty()) {
      code.add("\n$>$>.labels($Z$L)$<$<", list(spec.labels()));
    }
    String before = NetworkSpec.INPUT;
    for (Node node : spec.layers()) {
      code.add("\n$>$>.add($S,$W$L", node.name(), value(node.op()));
      if (!node.inputs().equals(List.of(before))) {
        code.add(",$W$L", value(node.inputs()));
      }
      code.add(")$<$<");
      before = node.name();
    }
    return code.add("\n$>$>.build()$<$<").build();
  }

  private static CodeBlock board(BoardLimits board) {
    return Arrays.stream(Board.values())
        .filter(known -> BoardLimits.of(known).equals(board))
        .findFirst()
        .map(known -> CodeBlock.of("$T.of($L)", BoardLimits.class, value(known)))
        .orElseGet(() -> board.isPlain() ? plainBoard(board) : value(board));
  }

  private static CodeBlock plainBoard(BoardLimits board) {
    List<BoardMemory> memories = board.memories();
    return CodeBlock.of(
        "new $T($S, $L, $L, $L)",
        BoardLimits.class,
        board.name(),
        memories.get(0).bytes(),
        memories.get(1).bytes(),
        board.clockMhz());
  }

  private static CodeBlock value(Object value) {
    if (value instanceof Reuse reuse) {
      return reuse(reuse);
    } else if (value instanceof Window window && window.isSquare()) {
      return CodeBlock.of(
          "$T.square($L, $L, $L)", Window.class, window.height(), window.strideY(), window.top());
    } else if (value instanceof Record record) {
      return CodeBlock.of("new $T($L)", record.getClass(), list(components(record)));
    } else if (value instanceof List<?> list) {
      return CodeBlock.of("$T.of($L)", List.class, list(list));
    } else if (value instanceof Enum<?> constant) {
      return CodeBlock.of("$T.$L", constant.getDeclaringClass(), constant.name());
    }
    return literal(value);
  }

  private static CodeBlock literal(Object value) {
    if (value instanceof String) {
      return CodeBlock.of("$S", value);
    } else if (value instanceof Float) {
      return CodeBlock.of("$Lf", value);
    } else if (value instanceof Long) {
      return CodeBlock.of("$LL", value);
    } else if (value instanceof Integer || value instanceof Boolean) {
      return CodeBlock.of("$L", value);
    }
    throw new IllegalArgumentException("no code for " + value);
  }

  private static CodeBlock list(Collection<?> values) {
    return values.stream().map(SpecCode::value).collect(CodeBlock.joining(",$W"));
  }

  private static List<Object> components(Record record) {
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        values.add(component.getAccessor().invoke(record));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + component, e);
      }
    }
    return values;
  }

  /** Its builder has the names of the annotation's members, and the defaults. */
  private static CodeBlock reuse(Reuse reuse) {
    Map<String, Object> others = new LinkedHashMap<>(reuse.attributes());
    others.remove("segment");
    CodeBlock.Builder code =
        CodeBlock.builder().add("$T.builder($L)", Reuse.class, reuse.segment());
    others.forEach((name, setting) -> code.add("$Z.$L($L)", name, value(setting)));
    return code.add("$Z.build()").build();
  }
}
