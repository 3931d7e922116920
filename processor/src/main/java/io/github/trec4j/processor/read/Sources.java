package io.github.trec4j.processor.read;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/** The top-level classes that are compiled, as far as rounds have shown them. */
public final class Sources {
  private final Set<String> names = new HashSet<>();

  /** Knows no classes yet. */
  public Sources() {}

  /** Takes note of the classes of a round. */
  public void add(Collection<TypeElement> types) {
    types.forEach(type -> names.add(type.getQualifiedName().toString()));
  }

  /** Returns whether a class is compiled, be it within another. */
  public boolean contain(TypeElement type) {
    Element outermost = type;
    while (!(outermost.getEnclosingElement() instanceof PackageElement)) {
      outermost = outermost.getEnclosingElement();
    }
    return contain(((TypeElement) outermost).getQualifiedName().toString());
  }

  /** Returns whether the top-level class of that qualified name is compiled. */
  public boolean contain(String qualifiedName) {
    return names.contains(qualifiedName);
  }
}
