package io.github.trec4j.convolution;

import java.util.EnumMap;
import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.presets.openblas_nolapack;

/**
 * What a thread needs to run oneDNN's primitives by itself: a stream, and rooms that all layers
 * share, as they run one after the other.
 */
final class OneDnnThread {
  private final stream calls;
  private final Map<Room, NativeFloats> rooms = new EnumMap<>(Room.class);

  /** What a room is for. */
  enum Room {
    INPUT,
    OUTPUT,
    PACKED_WEIGHT_GRADIENT,
    WEIGHT_GRADIENT,
    BIAS_GRADIENT,
    SCRATCH
  }

  /** JavaCPP's way to call a C function of an int, here of OpenMP, for which it has no binding. */
  private static final class SetNumThreads extends openblas_nolapack.SetNumThreads {}

  OneDnnThread(engine processor) {
    calls = new stream(processor);
    computeAlone();
  }

  /** Keeps OpenMP, which oneDNN is built with, from sharing this thread's work among others. */
  private static void computeAlone() {
    Pointer address = Loader.addressof("omp_set_num_threads");
    if (address != null) {
      SetNumThreads setNumThreads = new SetNumThreads();
      setNumThreads.put(address);
      setNumThreads.call(1);
    }
  }

  /** Returns a room of at least that many values, which are undefined if it had to grow. */
  NativeFloats room(Room purpose, long size) {
    NativeFloats room = rooms.get(purpose);
    if (room == null || room.size() < size) {
      room = new NativeFloats(size);
      rooms.put(purpose, room);
    }
    return room;
  }

  /** Runs a primitive to its end. */
  void run(primitive code, IntMemoryMap arguments) {
    code.execute(calls, arguments);
    calls._wait();
  }
}
