package io.github.trec4j.processor.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
    entries.add(new Entry(message, message.text(arguments), site));
  }

  /** Returns whether nothing was said that forbids output. */
  public boolean isClean() {
    return entries.stream().noneMatch(entry -> entry.message.kind() == Diagnostic.Kind.ERROR);
  }

  /** Hands all messages to the compiler, each once, and forgets them. */
  public void print(Messager messager) {
    for (Entry entry : new LinkedHashSet<>(entries)) {
      print(messager, entry);
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
