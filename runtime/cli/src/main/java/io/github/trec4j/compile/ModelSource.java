package io.github.trec4j.compile;

import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/**
 * A model class as text.
 *
 * @param className qualified name of the class
 * @param text the whole source file, package and imports included
 */
public record ModelSource(String className, String text) {
  /** Returns the class's name without its package: the name of the network. */
  public String simpleName() {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  /** Returns the text as javac reads it. */
  SimpleJavaFileObject file() {
    return new InMemory(className, text);
  }

  private static final class InMemory extends SimpleJavaFileObject {
    private final String text;

    InMemory(String className, String text) {
      super(
          URI.create("string:///" + className.replace('.', '/') + Kind.SOURCE.extension),
          Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
