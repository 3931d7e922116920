package io.github.trec4j.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolchainTest {
  @TempDir private Path folder;

  @Test
  void missingToolsAreNamedWithTheirPackages() throws Exception {
    Path make = Files.createFile(folder.resolve("make"));
    assertTrue(make.toFile().setExecutable(true));
    UserError error =
        assertThrows(UserError.class, () -> new Toolchain(folder.toString()).require(Target.M4));
    String message = error.getMessage();
    assertTrue(message.startsWith("arm-none-eabi-gcc, arm-none-eabi-size, qemu-system-arm not"));
    assertTrue(message.contains("sudo apt-get install gcc-arm-none-eabi libnewlib-arm-none-eabi"));
    assertTrue(message.contains("qemu-system-arm"));
  }

  @Test
  void programsThatHangAreEnded() {
    List<String> command = List.of("sh", "-c", "echo so far; sleep 60");
    UserError error =
        assertThrows(UserError.class, () -> Commands.run(folder, Duration.ofMillis(500), command));
    assertTrue(error.getMessage().contains("so far"), error.getMessage());
  }

  @Test
  void outcomesCarryCodeAndOutput() {
    List<String> command = List.of("sh", "-c", "echo out; echo err >&2; exit 3");
    assertEquals(
        new Commands.Outcome(3, "out\nerr\n"),
        Commands.run(folder, Duration.ofSeconds(20), command));
    assertThrows(
        UserError.class,
        () -> Commands.run(folder, Duration.ofSeconds(20), List.of("trec4j-no-such-program")));
  }

  @Test
  void sizesLeaveOutTestVectors() {
    String printed =
        """
        section             size        addr
        .text             811288           0
        .selftest           6168      811288
        .ARM.exidx             8      817456
        .data                  4   536870912
        .bss               69264   536870912
        .stack              4096   536940176
        """;
    assertEquals(new ProgramSize(811300, 73364), ProgramSize.parse(printed));
    assertThrows(UserError.class, () -> ProgramSize.parse("no such file"));
  }
}
