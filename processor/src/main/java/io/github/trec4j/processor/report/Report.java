package io.github.trec4j.processor.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.tools.Diagnostic;

/** Collects what is to be said about one model class. */
public final class Report {
  private record Entry(Message message, String text, Site site) {}

  private final List<Entry> entries = new ArrayList<>();

  /**
   * Adds a message.
   *
   * @param arguments what the message's text names, in its order
   */
  public void add(Message message, Site site, Object... arguments) {
    String text = message.text(arguments);
    entries.add(new Entry(message, site.use().map(use -> in(use, text)).orElse(text), site));
  }

  /** Names the use of a block in a text, at the end of its sentence. */
  private static String in(String use, String text) {
    int end = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
    return text.substring(0, end) + " (in " + use + ")" + text.substring(end);
  }

  /**
   * Adds all messages of another report.
   *
   * @param site stands in for the places of all
   */
  public void addAll(Report other, Site site) {
    other.entries.forEach(entry -> entries.add(new Entry(entry.message, entry.text, site)));
  }

  /** Returns whether nothing was said that forbids output. */
  public boolean isClean() {
    return entries.stream().noneMatch(entry -> entry.message.kind() == Diagnostic.Kind.ERROR);
  }

  /**
   * Hands all messages to the compiler, each once, and forgets them. A mistake in a block is told
   * for the first use that shows it.
   */
  public void print(Messager messager) {
    Set<Entry> told = new HashSet<>();
    for (Entry entry : entries) {
      String text = entry.site.use().isPresent() ? "" : entry.text;
      if (told.add(new Entry(entry.message, text, entry.site.ofAnyUse()))) {
        print(messager, entry);
      }
    }
    entries.clear();
  }

  private static void print(Messager messager, Entry entry) {
    Diagnostic.Kind kind = entry.message.kind();
    Site site = entry.site;
    AnnotationMirror annotation = site.annotation();
    AnnotationValue value = site.value();
    if (annotation == null) {
      messager.printMessage(kind, entry.text, site.element());
    } else if (value == null) {
      messager.printMessage(kind, entry.text, site.element(), annotation);
    } else {
      messager.printMessage(kind, entry.text, site.element(), annotation, value);
    }
  }
}
