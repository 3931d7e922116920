package io.github.trec4j.processor.check;

import io.github.trec4j.processor.read.ModelDeclaration;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.plan.Symbols;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.TypeElement;

/** Finds models of one compilation whose generated files would be the same. */
public final class CollisionCheck {
  /** Classes of this compilation. */
  private final Set<String> sources = new HashSet<>();

  /** The model that each folder of C files belongs to. */
  private final Map<String, String> owners = new HashMap<>();

  /** Makes a check that knows no classes yet. */
  public CollisionCheck() {}

  /** Takes note of the classes of a round, before those generated in it are there. */
  public void addSources(Collection<TypeElement> types) {
    types.forEach(type -> sources.add(type.getQualifiedName().toString()));
  }

  /** Reports where what is generated from a model would meet something else. */
  public void check(ModelDeclaration model, Report report) {
    Symbols symbols = model.symbols();
    String qualified = model.qualifiedName();
    String folder = model.packageName() + "/" + symbols.prefix();
    String owner = owners.putIfAbsent(folder, qualified);
    if (owner != null && !owner.equals(qualified)) {
      String simple = owner.substring(owner.lastIndexOf('.') + 1);
      report.add(Message.MODELS_COLLIDE, model.site(), model.name(), simple, symbols.source());
    }
    String generated = model.qualifiedNetworkName();
    if (sources.contains(generated)) {
      report.add(Message.GENERATED_CLASS_EXISTS, model.site(), generated, model.name());
    }
  }
}
