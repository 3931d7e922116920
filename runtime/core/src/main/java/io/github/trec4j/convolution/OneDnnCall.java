package io.github.trec4j.convolution;

import io.github.trec4j.convolution.OneDnnThread.Room;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.javacpp.Pointer;

/** A primitive with its arguments, some of them in the rooms of the thread that runs it. */
final class OneDnnCall {
  private final engine processor;
  private final primitive code;
  private final IntMemoryMap arguments = new IntMemoryMap();
  private final List<Place> places = new ArrayList<>();

  /** An argument that lies in a room. */
  private record Place(Room room, memory argument, long size) {}

  OneDnnCall(engine processor, primitive code) {
    this.processor = processor;
    this.code = code;
  }

  /** Adds an argument that stays where it is. */
  OneDnnCall with(int number, memory argument) {
    arguments.put(number, argument);
    return this;
  }

  /** Adds an argument that lies in a room. */
  OneDnnCall with(int number, Room room, memory.desc layout) {
    memory argument = new memory(layout, processor, new Pointer());
    places.add(new Place(room, argument, floats(layout)));
    return with(number, argument);
  }

  /** Adds room for what the primitive computes in between. */
  OneDnnCall withScratch(memory.desc layout) {
    return layout.get_size() == 0 ? this : with(dnnl.DNNL_ARG_SCRATCHPAD, Room.SCRATCH, layout);
  }

  private static long floats(memory.desc layout) {
    return (layout.get_size() + Float.BYTES - 1) / Float.BYTES;
  }

  /** Runs it to its end. */
  void run(OneDnnThread thread) {
    for (Place place : places) {
      place.argument().set_data_handle(thread.room(place.room(), place.size()).pointer());
    }
    thread.run(code, arguments);
  }
}
