package dev.vifte.http;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

/// Makes a call of a real store fail from some moment on.
final class Faults {
  private final AtomicReference<IOException> next = new AtomicReference<>();

  /// From now on the wrapped calls fail so.
  void begin(IOException failure) {
    next.set(failure);
  }

  /// A store whose calls of one name can be made to fail.
  <T> T in(Class<T> spi, T store, String call) {
    return spi.cast(
        Proxy.newProxyInstance(
            spi.getClassLoader(),
            new Class<?>[] {spi},
            (_, method, arguments) -> {
              IOException failure = next.get();
              if (failure != null && method.getName().equals(call)) {
                throw failure;
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
