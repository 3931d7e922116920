package io.github.trec4j.data;

import io.github.trec4j.UserError;
import io.github.trec4j.progress.Progress;
import io.github.trec4j.spec.op.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A folder of class folders with JPEG or PNG files: {@code train/cat/0001.jpg}. Names that begin
 * with a dot are passed over, and so are files of other endings, but pictures: whoever put them
 * there would believe that they count.
 */
public final class ImageFolder {
  private static final List<String> IMAGES = List.of(".jpg", ".jpeg", ".png");

  private static final List<String> OTHER_PICTURES =
      List.of(
          ".avif", ".bmp", ".gif", ".heic", ".jfif", ".jp2", ".jpe", ".pgm", ".ppm", ".tif",
          ".tiff", ".webp");

  private record Labelled(Path file, int label) {}

  private ImageFolder() {}

  /**
   * Reads all images. Files are taken in the order of their names, so that labels and seeds mean
   * the same on every machine.
   *
   * @param classes the folders' names in the order of the labels
   * @param progress told of each image
   * @throws UserError if a folder is missing, empty or unknown, or an image cannot be used
   */
  public static Dataset read(Path folder, Shape shape, ClassNames classes, Progress progress) {
    if (shape.channels() != 1 && shape.channels() != 3) {
      throw new UserError(
          "image files have 1 or 3 channels, but the network reads " + shape.channels());
    }
    classes.requireSame(classes(folder));
    List<String> names = classes.names();
    List<Labelled> images = new ArrayList<>();
    for (int label = 0; label < names.size(); label++) {
      for (Path file : files(folder.resolve(names.get(label)))) {
        images.add(new Labelled(file, label));
      }
    }
    if ((long) images.size() * shape.size() > Integer.MAX_VALUE - 16) {
      throw new UserError(
          "%s holds %d images of %s: more than 2 GiB; use a part of them"
              .formatted(folder, images.size(), shape));
    }
    return read(shape, names, images, progress.start("reading " + folder, "images", images.size()));
  }

  private static Dataset read(
      Shape shape, List<String> names, List<Labelled> images, Progress.Task progress) {
    byte[] pixels = new byte[images.size() * shape.size()];
    try (progress) {
      IntStream.range(0, images.size())
          .parallel()
          .forEach(
              i -> {
                Pixels.read(images.get(i).file(), shape, pixels, i * shape.size());
                progress.add(1);
              });
    }
    return new Dataset(shape, names, pixels, images.stream().mapToInt(Labelled::label).toArray());
  }

  /**
   * Returns the names of a folder's class folders, sorted.
   *
   * @throws UserError if there are none
   */
  public static ClassNames classes(Path folder) {
    List<String> found =
        list(folder).stream()
            .filter(Files::isDirectory)
            .map(path -> path.getFileName().toString())
            .toList();
    if (found.isEmpty()) {
      throw new UserError(folder + " has no class folders: it must hold one folder a class");
    }
    return new ClassNames(found, folder.toString());
  }

  private static List<Path> files(Path folder) {
    List<Path> found = list(folder);
    found.stream()
        .filter(path -> endsWithOneOf(path, OTHER_PICTURES))
        .findFirst()
        .ifPresent(
            picture -> {
              throw new UserError(
                  picture + " is a picture, but no JPEG or PNG: convert or remove it");
            });
    List<Path> files = found.stream().filter(path -> endsWithOneOf(path, IMAGES)).toList();
    if (files.isEmpty()) {
      throw new UserError(folder + " holds no .jpg, .jpeg or .png file: add images or remove it");
    }
    return files;
  }

  private static boolean endsWithOneOf(Path file, List<String> endings) {
    String lower = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return endings.stream().anyMatch(lower::endsWith);
  }

  /** Returns what is in a folder, sorted, but for what systems and editors hide there. */
  private static List<Path> list(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      Path[] sorted =
          paths.filter(path -> !path.getFileName().toString().startsWith(".")).toArray(Path[]::new);
      Arrays.sort(
          sorted, (a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()));
      return List.of(sorted);
    } catch (IOException e) {
      throw new UserError(folder + " is not a folder that can be read: check the path", e);
    }
  }
}
