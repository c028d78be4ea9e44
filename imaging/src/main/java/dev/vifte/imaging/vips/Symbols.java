package dev.vifte.imaging.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// The functions of a loaded libvips, GLib's among them, by name; and how to call them.
@SuppressWarnings("restricted") // calling native code is the purpose
final class Symbols {
  private static final Linker LINKER = Linker.nativeLinker();

  private final SymbolLookup library;

  Symbols(SymbolLookup library) {
    this.library = library;
  }

  /// A call that gives a pointer or a number.
  @FunctionalInterface
  interface Call<T> {
    T make() throws Throwable;
  }

  /// Runs a call. What a call throws beside errors would be a mistake in its description here.
  static <T> T call(Call<T> call) {
    try {
      return call.make();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a native call is described wrongly", e);
    }
  }

  boolean has(String name) {
    return library.find(name).isPresent();
  }

  MethodHandle nothing(String name, MemoryLayout... parameters) {
    return LINKER.downcallHandle(address(name), FunctionDescriptor.ofVoid(parameters));
  }

  MethodHandle number(String name, MemoryLayout... parameters) {
    return LINKER.downcallHandle(address(name), FunctionDescriptor.of(JAVA_INT, parameters));
  }

  MethodHandle size(String name, MemoryLayout... parameters) {
    return LINKER.downcallHandle(address(name), FunctionDescriptor.of(JAVA_LONG, parameters));
  }

  MethodHandle pointer(String name, MemoryLayout... parameters) {
    return LINKER.downcallHandle(address(name), FunctionDescriptor.of(ADDRESS, parameters));
  }

  /// A function whose options follow as names and values and end with a null.
  ///
  /// @param fixed how many parameters come before them
  MethodHandle varied(String name, int fixed, MemoryLayout... parameters) {
    return LINKER.downcallHandle(
        address(name),
        FunctionDescriptor.of(JAVA_INT, parameters),
        Linker.Option.firstVariadicArg(fixed));
  }

  private MemorySegment address(String name) {
    return library
        .find(name)
        .orElseThrow(() -> new IllegalArgumentException("it has no function " + name));
  }
}
