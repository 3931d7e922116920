package io.github.trec4j.cli;

import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A folder with all that commands read: images that the smallest of the test models takes, its
 * weights by two methods, and a checkout to run in.
 *
 * @param folder where it is
 */
record Workplace(Path folder) {
  static final String MODEL = "OddPools";

  /** Makes it all, and lets commands believe in the checkout until {@link #leave}. */
  static Workplace in(Path folder) throws IOException {
    Workplace place = new Workplace(folder);
    place.writeImages("data/train", Models.named(MODEL).spec(), 4);
    place.writeImages("data/test", Models.named(MODEL).spec(), 2);
    place.writeImages("cifar/train", Models.named("CifarNet").spec(), 2);
    place.writeImages("cifar/test", Models.named("CifarNet").spec(), 1);
    Files.writeString(
        folder.resolve("settings.json"), "{\"logits\": {\"segment\": 13, \"bits\": 2}}");
    Path home = Files.createDirectory(folder.resolve("home"));
    for (String module : List.of("models", "processor")) {
      Files.createSymbolicLink(home.resolve(module), Path.of("..", module).toRealPath());
    }
    place.enter(home);
    for (String method : List.of("conventional", "trec")) {
      String out = place.file(method + ".safetensors");
      Run.good(place.with("train", "--method", method, "--epochs", "1", "--out", out));
    }
    return place;
  }

  void enter(Path home) {
    System.setProperty(Checkout.HOME, home.toString());
  }

  static void leave() {
    System.clearProperty(Checkout.HOME);
  }

  private void writeImages(String part, NetworkSpec spec, int aClass) throws IOException {
    Shape shape = spec.input();
    int kind = shape.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
    for (int label = 0; label < spec.classes(); label++) {
      String name = spec.labels().isEmpty() ? "" + label : spec.labels().get(label);
      Path images = Files.createDirectories(folder.resolve(part).resolve(name));
      for (int i = 0; i < aClass; i++) {
        BufferedImage image = new BufferedImage(shape.width(), shape.height(), kind);
        image.getRaster().setSample(i, label, 0, 200);
        ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
      }
    }
  }

  String file(String name) {
    return folder.resolve(name).toString();
  }

  /** Returns a command on the model and its images, with some options more. */
  List<String> with(String command, String... options) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.addAll(List.of(MODEL, "--data", file("data")));
    arguments.addAll(Arrays.asList(options));
    return arguments;
  }

  /** Returns, by the command's name, arguments that let each do little work, and do it well. */
  Map<String, List<String>> arguments() {
    String weights = file("trec.safetensors");
    String conventional = file("conventional.safetensors");
    return Map.ofEntries(
        entry("models"),
        entry("demo", "--data", file("cifar"), "--images", "1"),
        entry("inspect", MODEL, "--settings", file("settings.json")),
        Map.entry("train", with("train", "--epochs", "1", "--out", file("out.safetensors"))),
        Map.entry(
            "tune",
            with("tune", "--max-loss", "5", "--weights", conventional, "--out", file("tuned"))),
        Map.entry("throughput", with("throughput")),
        Map.entry("eval", with("eval", "--weights", weights, "--int8")),
        Map.entry("export", with("export", "--weights", weights, "--out", file("firmware"))),
        Map.entry(
            "emulate",
            with("emulate", "--weights", weights, "--images", "2", "--out", file("firmware"))),
        Map.entry(
            "compare",
            with(
                "compare",
                "--init",
                conventional,
                "--epochs",
                "1",
                "--seeds",
                "1",
                "--deep-reuse-seeds",
                "0",
                "--rival-seeds",
                "0",
                "--images",
                "1",
                "--out",
                file("rows"))),
        entry("bench kernels", "--layers", "16x16x96"),
        Map.entry("bench network", with("bench network", "--weights", weights, "--images", "1")),
        entry("bench estimates", "--networks", "1"),
        entry("fuzz", "--cases", "1"));
  }

  private static Map.Entry<String, List<String>> entry(String command, String... options) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.addAll(Arrays.asList(options));
    return Map.entry(command, List.copyOf(arguments));
  }

  /** Returns the arguments of a command that does its work well, with some more. */
  List<String> good(String command, String... more) {
    return Stream.concat(arguments().get(command).stream(), Arrays.stream(more)).toList();
  }

  /**
   * Returns the arguments of a command that does its work well, with another value of an option.
   */
  List<String> changed(String command, String option, String value) {
    List<String> arguments = new ArrayList<>(arguments().get(command));
    int at = arguments.indexOf(option);
    if (at >= 0) {
      arguments.subList(at, at + 2).clear();
    }
    arguments.addAll(List.of(option, value));
    return arguments;
  }

  /** Returns every file and folder, but for the checkout. */
  List<String> entries() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.map(Path::toString).sorted().toList();
    }
  }
}
