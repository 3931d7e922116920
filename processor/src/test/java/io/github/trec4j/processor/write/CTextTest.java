package io.github.trec4j.processor.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CTextTest {
  private final CText text = new CText();

  @Test
  void bracesIndentWhatFollows() {
    text.lines(
        """
        if (a) {
        b();
        #endif
        }
        c();
        """);
    assertEquals("if (a) {\n  b();\n#endif\n}\nc();\n", text.toString());
  }

  @Test
  void bracesThatDoNotMatchAreAMistake() {
    text.lines("{");
    assertThrows(IllegalStateException.class, text::toString);
  }

  @Test
  void shortCommentsTakeALineAndLongOnesAreWrapped() {
    text.doc("Short.").doc(String.join(" ", Collections.nCopies(30, "word")));
    assertEquals(
        "/** Short. */\n/**\n * "
            + String.join(" ", Collections.nCopies(19, "word"))
            + "\n * "
            + String.join(" ", Collections.nCopies(11, "word"))
            + "\n */\n",
        text.toString());
  }

  @Test
  void commentsCannotBeEndedFromWithin() {
    assertEquals("/** a * / b / * c */\n", text.doc("a */ b /* c").toString());
  }

  @Test
  void argumentsThatDoNotFitGoBelowTheFirst() {
    String argument = "x".repeat(40);
    text.lines("{").call("call", List.of(argument, argument, argument)).lines("}");
    assertEquals(
        "{\n  call(" + argument + ", " + argument + ",\n       " + argument + ");\n}\n",
        text.toString());
  }

  @Test
  void initializersHaveALineAnElement() {
    text.initializer("int a[2]", List.of("1", "2"));
    assertEquals("int a[2] = {\n    1,\n    2,\n};\n", text.toString());
  }

  @Test
  void stringsEscapeWhatCWouldReadOtherwise() {
    assertEquals("\"a\\\"\\\\\\077\\012\\303\\2741\"", CText.string("a\"\\?\nü1"));
  }
}
