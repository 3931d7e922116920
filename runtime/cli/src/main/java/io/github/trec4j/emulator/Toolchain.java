package io.github.trec4j.emulator;

import io.github.trec4j.UserError;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs that build and emulate firmware, looked for on a search path. */
public final class Toolchain {
  /** A program and the package that has it. */
  private enum Tool {
    MAKE("make", "make"),
    GCC("gcc", "gcc"),
    ARM_GCC("arm-none-eabi-gcc", "gcc-arm-none-eabi libnewlib-arm-none-eabi"),
    ARM_SIZE("arm-none-eabi-size", "binutils-arm-none-eabi"),
    QEMU("qemu-system-arm", "qemu-system-arm");

    private final String program;
    private final String packages;

    Tool(String program, String packages) {
      this.program = program;
      this.packages = packages;
    }
  }

  private final List<Path> folders;

  /**
   * A toolchain on the given search path.
   *
   * @param searchPath folders, separated as in the variable PATH
   */
  public Toolchain(String searchPath) {
    folders = List.of(searchPath.split(File.pathSeparator)).stream().map(Path::of).toList();
  }

  /** Returns the toolchain on this process's search path. */
  public static Toolchain ofSystem() {
    String path = System.getenv("PATH");
    return new Toolchain(path == null ? "" : path);
  }

  /**
   * Checks that all a target needs is there.
   *
   * @throws UserError if something is missing; the message names it and the command to install it
   */
  public void require(Target target) {
    List<Tool> needed =
        switch (target) {
          case HOST -> List.of(Tool.MAKE, Tool.GCC);
          case M4 -> List.of(Tool.MAKE, Tool.ARM_GCC, Tool.ARM_SIZE, Tool.QEMU);
        };
    List<String> programs = new ArrayList<>();
    List<String> packages = new ArrayList<>();
    for (Tool tool : needed) {
      if (!isPresent(tool)) {
        programs.add(tool.program);
        packages.add(tool.packages);
      }
    }
    if (!programs.isEmpty()) {
      throw new UserError(
          "%s not found; install with: sudo apt-get install %s"
              .formatted(String.join(", ", programs), String.join(" ", packages)));
    }
  }

  private boolean isPresent(Tool tool) {
    return folders.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(tool.program)));
  }
}
