package io.github.trec4j.processor.write;

import com.palantir.javapoet.ClassName;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/** Names of what is generated from a model class. */
public final class Names {
  private Names() {}

  /** Returns the class that trains a model. */
  public static ClassName networkClass(TypeElement model) {
    return ClassName.get(
        packageOf(model).getQualifiedName().toString(), model.getSimpleName() + "Network");
  }

  /** Returns the package of a class. */
  public static PackageElement packageOf(TypeElement model) {
    Element element = model;
    while (!(element instanceof PackageElement)) {
      element = element.getEnclosingElement();
    }
    return (PackageElement) element;
  }
}
