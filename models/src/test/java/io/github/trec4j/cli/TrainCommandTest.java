package io.github.trec4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code train} says of few images, and of files that it must not write. */
final class TrainCommandTest {
  private static final int CLASSES = 6;

  @TempDir private Path folder;

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
  }

  @AfterEach
  void listenNoMore() {
    System.setOut(out);
    System.setErr(err);
  }

  /** Writes images that the smallest of the test models reads. */
  private void writeImages(int aClass) throws IOException {
    for (int label = 0; label < CLASSES; label++) {
      Path images = Files.createDirectories(folder.resolve("data/train/" + label));
      for (int i = 0; i < aClass; i++) {
        BufferedImage image = new BufferedImage(9, 19, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(i, label, 0, 200);
        ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
      }
    }
  }

  private int train(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "OddPools", "--method", "conventional", "--epochs", "1"));
    arguments.addAll(List.of("--data", folder.resolve("data").toString()));
    arguments.addAll(Arrays.asList(more));
    said.reset();
    return Main.run(arguments.toArray(String[]::new));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void assertSaid(String part) {
    String text = said.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains(part), text);
  }

  @Test
  void saysThatNoImagesWereHeldBack() throws IOException {
    writeImages(1);
    assertEquals(0, train("--out", file("w"), "--json", file("facts")));
    assertSaid(
        "w: no images were held back for validation, as a tenth of the training set is none");
    assertFalse(said.toString(StandardCharsets.UTF_8).contains("validation 0"));
    String facts = Files.readString(folder.resolve("facts"));
    assertTrue(facts.contains("\"validationImages\" : 0"), facts);
    assertFalse(facts.contains("validationAccuracy"), facts);
  }

  @Test
  void saysHowImagesHeldBackFared() throws IOException {
    writeImages(2);
    assertEquals(0, train("--out", file("w"), "--json", file("facts")));
    assertSaid(" % on 1 images");
    assertTrue(Files.readString(folder.resolve("facts")).contains("validationAccuracy"));
  }

  @Test
  void filesThatAreReadAreNotOverwritten() throws IOException {
    writeImages(1);
    assertEquals(0, train("--out", file("w")));
    byte[] weights = Files.readAllBytes(folder.resolve("w"));
    byte[] checkpoint = Files.readAllBytes(folder.resolve("w.checkpoint"));
    String remedy = " reads, would be overwritten: give another --out";
    assertEquals(Main.USER_ERROR, train("--init", file("w"), "--out", file("./sub/../w")));
    assertSaid("error: " + file("w") + ", which --init" + remedy);
    assertEquals(Main.USER_ERROR, train("--init", file("w.checkpoint"), "--out", file("w")));
    assertSaid("error: " + file("w.checkpoint") + ", which --init" + remedy);
    assertEquals(
        Main.USER_ERROR, train("--resume", file("w.checkpoint"), "--out", file("w.checkpoint")));
    assertSaid("error: " + file("w.checkpoint") + ", which --resume" + remedy);
    assertEquals(0, train("--resume", file("w.checkpoint"), "--out", file("w")));
    assertEquals(-1, mismatch(weights, "w"));
    assertEquals(-1, mismatch(checkpoint, "w.checkpoint"));
  }

  private int mismatch(byte[] expected, String name) throws IOException {
    return Arrays.mismatch(expected, Files.readAllBytes(folder.resolve(name)));
  }

  @Test
  void filesThatCannotBeWrittenAreToldBeforeTraining() throws IOException {
    Files.createDirectory(folder.resolve("w"));
    Files.createDirectory(folder.resolve("v.checkpoint"));
    assertEquals(Main.USER_ERROR, train("--out", file("w")));
    assertSaid("error: " + file("w") + " is a folder: name a file");
    assertEquals(Main.USER_ERROR, train("--out", file("v")));
    assertSaid("error: " + file("v.checkpoint") + " is a folder: name a file");
  }
}
