package io.github.trec4j.models.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.firmware.FirmwareExporter;
import io.github.trec4j.fuzz.RandomWeights;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.network.Model;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program for the board, which nothing here can run. */
class BoardProgramTest {
  private static final int FLASH = 0x0800_0000;
  private static final int FLASH_END = 0x0820_0000;
  private static final int RAM = 0x2000_0000;
  private static final int RAM_END = 0x2005_0000;

  @TempDir private Path folder;

  @Test
  void beginsWithStackAndResetHandlerInTheBoardsMemory() throws Exception {
    Model model = new OddKeptNetwork.Provider();
    NetworkSpec spec = model.spec().with(Method.TREC);
    QuantizedNetwork quantized = RandomWeights.quantized(spec, 11);
    FirmwareExporter.export(
        model, Method.TREC, quantized, RandomWeights.images(spec, 1, 12), folder);
    make();
    ByteBuffer program =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("build/stm32f469ni/oddkept.bin")))
            .order(ByteOrder.LITTLE_ENDIAN);
    int stack = program.getInt();
    int reset = program.getInt();
    assertTrue(stack > RAM && stack <= RAM_END, () -> Integer.toHexString(stack));
    assertTrue(reset > FLASH && reset < FLASH_END, () -> Integer.toHexString(reset));
    assertEquals(1, reset & 1, "a Thumb address");
    assertTrue(program.capacity() > quantized.plan().parameterBytes());
  }

  private void make() throws IOException, InterruptedException {
    Process make =
        new ProcessBuilder("make", "stm32f469ni")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(make.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, make.waitFor(), output);
  }
}
