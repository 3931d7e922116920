package io.github.trec4j.emulator;

import io.github.trec4j.UserError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a built program.
 *
 * @param flashBytes code, parameters and initial values, without the self-test's vectors
 * @param ramBytes static variables, the test program's own included, and the stack set aside
 */
public record ProgramSize(int flashBytes, int ramBytes) {
  /** Reads what {@code arm-none-eabi-size -A} printed. */
  static ProgramSize parse(String output) {
    int data = section(output, ".data");
    return new ProgramSize(
        section(output, ".text") + section(output, ".ARM.exidx") + data + parameters(output),
        data + section(output, ".bss") + section(output, ".stack") + section(output, ".arena"));
  }

  /** Returns the size of those that lie apart from the program. */
  private static int parameters(String output) {
    return Pattern.compile("^\\.parameters_\\w+\\s+(\\d+)", Pattern.MULTILINE)
        .matcher(output)
        .results()
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .sum();
  }

  private static int section(String output, String name) {
    Matcher matcher =
        Pattern.compile("^" + Pattern.quote(name) + "\\s+(\\d+)", Pattern.MULTILINE)
            .matcher(output);
    if (matcher.find()) {
      return Integer.parseInt(matcher.group(1));
    } else if (name.equals(".text")) {
      throw new UserError("arm-none-eabi-size gave no section .text: " + output);
    }
    return 0;
  }
}
