package io.github.trec4j.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.files.JsonFile;
import io.github.trec4j.files.JsonObject;
import io.github.trec4j.report.PaperPicture;
import io.github.trec4j.report.PaperTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On two recorded rows of CifarNet, and a second seed that is made up from one of them. */
class RecordedRowsTest {
  @TempDir private Path folder;

  @BeforeEach
  void record() throws Exception {
    Map<String, Object> second = new LinkedHashMap<>(row("trec-1.json").members());
    second.put("seed", 2);
    second.put("int8Accuracy", 0.795);
    JsonFile.write(
        folder.resolve("cifarnet.json"),
        List.of(row("conventional.json").members(), row("trec-1.json").members(), second));
  }

  private static JsonObject row(String name) throws Exception {
    return JsonFile.read(
        Path.of(Objects.requireNonNull(RecordedRowsTest.class.getResource(name)).toURI()));
  }

  @Test
  void everyNetworkOfThePaperHasRowsOrNone() {
    Map<PaperNetwork, List<ComparisonRow>> recorded = RecordedRows.read(folder);
    assertEquals(PaperNetwork.ALL, List.copyOf(recorded.keySet()));
    assertEquals(List.of(3, 0, 0, 0, 0), recorded.values().stream().map(List::size).toList());
  }

  @Test
  void tableShowsBothFiguresAndWhatIsMissing() {
    String table = new PaperTable(RecordedRows.read(folder)).toString();
    String paper = table.lines().filter(line -> line.startsWith("CifarNet  ")).findFirst().get();
    assertTrue(paper.contains("154.4 ms, 73.2-76.1 %") && paper.endsWith(" 1.41"), table);
    String ours = table.lines().dropWhile(line -> !line.equals(paper)).skip(1).findFirst().get();
    assertTrue(ours.contains("46.1 ms, 79.5-80.8 %"), table);
    assertTrue(table.contains("Not on record yet: ZfNet, SqueezeNet, SqueezeNetBypass, ResNet34."));
  }

  @Test
  void factsHaveTheSame() {
    Map<String, Object> cifarNet = new PaperTable(RecordedRows.read(folder)).facts().get(0);
    JsonObject facts = new JsonObject("facts", cifarNet);
    assertEquals(76.5, facts.object("paper").object("trec").number("leastAccuracyPercent"));
    assertEquals(2, facts.object("recorded").object("trec").integer("networks"));
  }

  @Test
  void pictureHasAMarkForEachMethod() {
    String svg = new PaperPicture(RecordedRows.read(folder)).svg();
    assertTrue(svg.contains("<circle class=\"trec\"") && svg.contains(">CifarNet</text>"), svg);
    assertEquals(1 + 2 * 2, svg.split("<circle", -1).length, "a mark and a legend's each");
    assertEquals(1 + 1, svg.split("<line class=\"network\"", -1).length, "one to the first");
  }

  @Test
  void damagedFilesAreNamed() throws Exception {
    Path file = folder.resolve("zfnet.json");
    for (String text : List.of("{}", "[1]", "[{}]", "[", "")) {
      Files.writeString(file, text);
      UserError error = assertThrows(UserError.class, () -> RecordedRows.read(folder), text);
      assertTrue(error.getMessage().contains("zfnet.json"), error.getMessage());
    }
  }
}
