package io.github.trec4j.cli;

import io.github.trec4j.spec.Method;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How options become values, with messages that speak of the options and not of Java. */
final class Conversions {
  private Conversions() {}

  /** Registers them with a command and all below it. */
  static void register(CommandLine line) {
    ITypeConverter<Integer> small =
        number(Integer::valueOf, "no whole number up to " + Integer.MAX_VALUE);
    ITypeConverter<Long> large = number(Long::valueOf, "no whole number up to " + Long.MAX_VALUE);
    ITypeConverter<Double> real = number(Double::valueOf, "no number");
    line.registerConverter(Integer.class, small).registerConverter(int.class, small);
    line.registerConverter(Long.class, large).registerConverter(long.class, large);
    line.registerConverter(Double.class, real).registerConverter(double.class, real);
    line.registerConverter(Path.class, Conversions::path);
    line.registerConverter(Method.class, Conversions::method);
  }

  private static <T> ITypeConverter<T> number(Function<String, T> parse, String otherwise) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'%s' is %s".formatted(text, otherwise));
      }
    };
  }

  /** Nothing is a path in Java, that of the folder that the command runs in. */
  private static Path path(String text) {
    if (text.isEmpty()) {
      throw new TypeConversionException("it is empty, which is no path");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "'%s' is no path in this locale (%s): set LC_ALL=C.UTF-8".formatted(text, e.getReason()));
    }
  }

  private static Method method(String label) {
    try {
      return Method.ofLabel(label);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
