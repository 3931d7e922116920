package io.github.trec4j.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Fits help to the terminal. Picocli's two columns of text need at least 55 of the terminal's:
 * where there are fewer, every option begins a paragraph of its own.
 */
final class HelpLayout {
  private static final int LEAST = 55;

  /** Lines of more are hard to read. */
  private static final int MOST = 100;

  /** More than any paragraph has: picocli breaks none. */
  private static final int UNBROKEN = 10_000;

  private static final int DEEPEST_INDENT = 8;
  private static final char ESCAPE = '\u001B';

  private HelpLayout() {}

  /** Fits the help of a command and of all below it. */
  static void fit(CommandLine line, int columns) {
    if (columns >= LEAST) {
      line.setUsageHelpWidth(Math.min(columns, MOST));
    } else {
      line.setUsageHelpWidth(UNBROKEN);
      breakParagraphs(line, columns);
    }
  }

  private static void breakParagraphs(CommandLine line, int columns) {
    Map<String, IHelpSectionRenderer> sections = new LinkedHashMap<>(line.getHelpSectionMap());
    IHelpSectionRenderer synopsis = sections.get(UsageMessageSpec.SECTION_KEY_SYNOPSIS);
    IHelpSectionRenderer heading = sections.get(UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING);
    if (synopsis != null && heading != null) { // on one line, without an end between them
      sections.remove(UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING);
      sections.put(
          UsageMessageSpec.SECTION_KEY_SYNOPSIS,
          help -> heading.render(help) + synopsis.render(help));
    }
    sections.replaceAll((key, section) -> help -> broken(section.render(help), columns));
    line.setHelpSectionMap(sections);
    line.getSubcommands().values().forEach(below -> breakParagraphs(below, columns));
  }

  /** Returns a text with its lines broken between words; words that are longer stay whole. */
  static String broken(String text, int columns) {
    StringBuilder broken = new StringBuilder();
    for (String line : text.lines().toList()) {
      int indent = line.length() - line.stripLeading().length();
      String hanging = " ".repeat(Math.min(indent + 2, DEEPEST_INDENT));
      String rest = " ".repeat(Math.min(indent, DEEPEST_INDENT)) + line.stripLeading();
      for (int end = lastFittingSpace(rest, columns);
          end >= 0;
          end = lastFittingSpace(rest, columns)) {
        broken.append(rest.substring(0, end).stripTrailing()).append(System.lineSeparator());
        rest = hanging + rest.substring(end).strip();
      }
      broken.append(rest).append(System.lineSeparator());
    }
    return broken.toString();
  }

  /** Returns where a line is to be broken; -1 if it fits, or has no space to break it at. */
  private static int lastFittingSpace(String line, int columns) {
    int visible = 0;
    int space = -1;
    boolean inText = false;
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == ESCAPE) { // a colour, up to its m
        i = Math.max(i, line.indexOf('m', i));
        continue;
      }
      inText |= line.charAt(i) != ' ';
      space = inText && line.charAt(i) == ' ' ? i : space;
      visible++;
      if (visible > columns && space >= 0) {
        return space;
      }
    }
    return -1;
  }
}
